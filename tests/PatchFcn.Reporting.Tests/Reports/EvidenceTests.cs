using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Tests.Reports;

public sealed class EvidenceTests
{
    private static readonly ReportedFinding Finding = SampleReports.Analyzed().Findings![0];

    [Fact]
    public void BestSlice_WithoutATopPatch_IsTheMiddle() =>
        Assert.Equal(7, Evidence.BestSlice(Finding with { TopPatch = null, Slices = new(5, 10) }));

    [Fact]
    public void BestSlice_PatchOfASlabBesideTheFinding_IsStillASliceOfTheFinding() =>
        Assert.Equal(5, Evidence.BestSlice(Finding with { TopPatch = new(4, 0, 0, 1, 1, 1), Slices = new(5, 5) }));

    [Theory]
    [InlineData(0, 10, new[] { 0, 1, 2 })]
    [InlineData(4, 10, new[] { 3, 4, 5 })]
    [InlineData(9, 10, new[] { 7, 8, 9 })]
    [InlineData(1, 2, new[] { 0, 1 })]
    public void Around_AtTheEdge_StillHoldsThreeSlicesWhereThereAre(int slice, int count, int[] expected)
    {
        // R237
        Assert.Equal(expected, Evidence.Around(slice, count));
    }
}
