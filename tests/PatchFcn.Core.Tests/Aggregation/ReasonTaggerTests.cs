using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Tests.Biomarkers;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.Aggregation;

public sealed class ReasonTaggerTests
{
    [Fact]
    public void TagsOf_DenseBleedDeepInTheBrain_HasNone() =>
        Assert.Empty(TagsOf(hu: 65, slices: 12..16, rows: 20..30));

    [Fact]
    public void TagsOf_OneSlice_IsSingleSlice() =>
        Assert.Equal([ReasonTag.SingleSlice], TagsOf(hu: 65, slices: 12..13, rows: 20..32));

    /// <summary>R340: what the network saw in one slab only is in several slices of a thin stack.</summary>
    [Theory]
    [InlineData(12, true)]
    [InlineData(13, false)]
    public void TagsOf_SlicesOfOneSlab_IsSingleSlice(int first, bool expected) =>
        Assert.Equal(expected, TagsOf(hu: 65, slices: first..(first + 4), rows: 20..32, slicesOfASlab: 4).Contains(ReasonTag.SingleSlice));

    /// <summary>R340.</summary>
    [Fact]
    public void TagsOf_ScanThatBeginsInTheBrain_HasNoSkullBase() =>
        Assert.DoesNotContain(ReasonTag.SkullBase, TagsOf(hu: 65, slices: 2..6, rows: 20..30, firstOfBrain: 0, pixelMm: 4));

    [Fact]
    public void TagsOf_FewVoxels_IsSmallVolume() =>
        Assert.Equal([ReasonTag.SmallVolume], TagsOf(hu: 65, slices: 12..14, rows: 20..22));

    [Fact]
    public void TagsOf_BottomOfTheBrain_IsSkullBase() =>
        Assert.Equal([ReasonTag.SkullBase], TagsOf(hu: 65, slices: 6..9, rows: 20..30));

    [Fact]
    public void TagsOf_EdgeOfTheBrain_TouchesBone() =>
        Assert.Equal([ReasonTag.TouchesBone], TagsOf(hu: 65, slices: 12..16, rows: 5..15));

    [Fact]
    public void TagsOf_LastSlice_IsScanEdge() =>
        Assert.Equal([ReasonTag.ScanEdge], TagsOf(hu: 65, slices: 16..20, rows: 20..30));

    [Theory]
    [InlineData(101, ReasonTag.CalcificationRange)]
    [InlineData(39, ReasonTag.LowDensity)]
    public void TagsOf_DensityThatFreshBloodHasNot_SaysSo(short hu, string tag) =>
        Assert.Equal([tag], TagsOf(hu, slices: 12..16, rows: 20..30));

    [Theory]
    [InlineData(100)]
    [InlineData(40)]
    public void TagsOf_DensityAtTheLimit_IsThatOfBlood(short hu) =>
        Assert.Empty(TagsOf(hu, slices: 12..16, rows: 20..30));

    [Fact]
    public void TagsOf_EverythingWrong_KeepsTheOrderOfTheCatalogue() =>
        Assert.Equal(
            [ReasonTag.SingleSlice, ReasonTag.SmallVolume, ReasonTag.SkullBase, ReasonTag.TouchesBone, ReasonTag.CalcificationRange],
            TagsOf(hu: 900, slices: 5..6, rows: 5..6));

    /// <summary>Tags of a box of the given density, 10 columns wide, in a brain of rows 5 to 34 on slices 5 to 19 of 20; voxels of 1 × 1 × 5 mm.</summary>
    private static IReadOnlyList<string> TagsOf(short hu, Range slices, Range rows, int slicesOfASlab = 1, int firstOfBrain = 5, double pixelMm = 1)
    {
        var geometry = Lesions.Stack(40, 40, pixelMm, pixelMm, Lesions.Even(20, 5));
        var placement = new PatchPlacement(1, 1, [.. Enumerable.Range(0, 20 / slicesOfASlab).Select(slab => new SliceRange(slab * slicesOfASlab, slab * slicesOfASlab + slicesOfASlab - 1))]);
        var study = new LabelledStudy(
            new CtVolume(geometry), new VoxelMask(geometry), new LabelVolume(geometry), new ProbabilityMap(geometry),
            [new ScoredPatch(0, 0, 0, 40, [0.9f])], placement, [HemorrhageClass.Any]);
        for (var slice = firstOfBrain; slice < 20; slice++)
            for (var row = 5; row < 35; row++)
                for (var column = 5; column < 35; column++)
                    study.Brain[slice, row, column] = true;
        for (var slice = slices.Start.Value; slice < slices.End.Value; slice++)
            for (var row = rows.Start.Value; row < rows.End.Value; row++)
                for (var column = 15; column < 25; column++)
                    (study.Labels[slice, row, column], study.Volume[slice, row, column]) = (1, hu);
        return Assert.Single(FindingsAggregator.Aggregate(study).Findings).ReasonTags;
    }
}
