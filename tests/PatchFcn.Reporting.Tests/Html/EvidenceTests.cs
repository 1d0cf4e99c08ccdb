using PatchFcn.Reporting.Html;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Tests.Html;

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
    [InlineData(0, new[] { 0, 1 })]
    [InlineData(4, new[] { 3, 4, 5 })]
    [InlineData(9, new[] { 8, 9 })]
    public void Strip_AtTheEdge_HoldsOnlySlicesThatExist(int slice, int[] expected) =>
        Assert.Equal(expected, Evidence.Strip(Finding with { TopPatch = new(slice, 0, 0, 1, 1, 1), Slices = new(0, 9) }, 10));
}
