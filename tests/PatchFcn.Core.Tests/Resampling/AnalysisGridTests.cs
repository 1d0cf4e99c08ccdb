using CsCheck;
using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Testing;

namespace PatchFcn.Core.Tests.Resampling;

public sealed class AnalysisGridTests
{
    private static readonly AnalysisScale FiveMillimetres = new(0.5, 5, null, EdgeRule.Repeat);

    private static readonly Gen<VolumeGeometry> UnevenStacks = Gen.Double[0.3, 12].Array[1, 60].Select(gaps =>
        Stacks.Axial([.. gaps.Select((_, i) => gaps.Take(i).Sum())]));

    [Theory]
    [InlineData(108, 1.5, 32)]
    [InlineData(160, 1.0, 32)]
    [InlineData(28, 5.0, 28)]
    [InlineData(40, 3.75, 40)]
    [InlineData(20, 10.0, 20)]
    [InlineData(1, 1.0, 1)]
    public void SliceCount_EvenStack_IsWhatTheSlabAsksForOrAsAcquired(int slices, double gap, int expected) =>
        Assert.Equal(expected, new AnalysisGrid(Stacks.Even(slices, gap), FiveMillimetres).SliceCount);

    /// <summary>Wherever the table stood: 0.7 of a slab is 3.5 mm, and positions in patient coordinates have rounded last bits.</summary>
    [Theory]
    [InlineData(-61.57)]
    [InlineData(0)]
    [InlineData(-112.3)]
    public void SliceCount_SlicesOfThreeAndAHalfMillimetres_IsAsAcquired(double lowest) =>
        Assert.Equal(40, new AnalysisGrid(Stacks.Axial([.. Enumerable.Range(0, 40).Select(i => Math.Round(lowest + 3.5 * i, 2))]), FiveMillimetres).SliceCount);

    [Fact]
    public void Slabs_ThinBaseAndThickVertex_AreAveragedBelowAndAsAcquiredAbove()
    {
        double[] z = [0, 2.5, 5, 7.5, 10, 12.5, 15, 20, 25, 30];

        var grid = new AnalysisGrid(Stacks.Axial(z), FiveMillimetres);

        Assert.Equal([15, 20, 25, 30], grid.Slabs.Select(slab => slab.CentreMm).TakeLast(4));
        Assert.Equal(7, grid.SliceCount);
        Assert.Equal(5, grid.Slabs[0].ThicknessMm, 9);
    }

    [Fact]
    public void Slabs_AnyStack_TileItWithoutGapOrOverlap() => UnevenStacks.Sample(geometry =>
    {
        var slabs = new AnalysisGrid(geometry, FiveMillimetres).Slabs;
        var total = Enumerable.Range(0, geometry.SliceCount).Sum(geometry.SliceExtent);
        return slabs.Zip(slabs.Skip(1)).All(pair => Math.Abs(pair.First.UpperMm - pair.Second.LowerMm) < 1e-9) &&
            Math.Abs(slabs[^1].UpperMm - slabs[0].LowerMm - total) < 1e-6;
    });

    [Fact]
    public void Shares_AnyStack_AddUpToOneBothWays() => UnevenStacks.Sample(geometry =>
    {
        var grid = new AnalysisGrid(geometry, FiveMillimetres);
        return Enumerable.Range(0, grid.SliceCount).All(slice => Enumerable.Range(0, 3).All(channel => AddUpToOne(grid.Shares(slice, channel)))) &&
            Enumerable.Range(0, geometry.SliceCount).All(slice => AddUpToOne(grid.Analysed(slice)));
    });

    [Fact]
    public void ScoredBy_AnyStack_AscendsAndReachesEveryAnalysisSlice() => UnevenStacks.Sample(geometry =>
    {
        var grid = new AnalysisGrid(geometry, FiveMillimetres);
        var scored = Enumerable.Range(0, geometry.SliceCount).Select(grid.ScoredBy).ToList();
        return scored.Zip(scored.Skip(1)).All(pair => pair.Second == pair.First || pair.Second == pair.First + 1) && scored[0] == 0 && scored[^1] == grid.SliceCount - 1;
    });

    [Fact]
    public void Shares_SlabAcrossTwoSlices_AreWeightedByOverlap()
    {
        var grid = new AnalysisGrid(Stacks.Even(5, 2), FiveMillimetres);

        Assert.Equal([(0, 0.4f), (1, 0.4f), (2, 0.2f)], grid.Shares(0, 1).Select(share => (share.Slice, share.Weight)));
        Assert.Equal([(0, 0.5f), (1, 0.5f)], grid.Analysed(2).Select(share => (share.Slice, share.Weight)));
        Assert.Equal(0, grid.ScoredBy(2));
    }

    [Theory]
    [InlineData(EdgeRule.Repeat, 1)]
    [InlineData(EdgeRule.Fill, 0)]
    public void Shares_BeyondTheEnds_FollowTheEdgeRule(EdgeRule edge, int expected)
    {
        var grid = new AnalysisGrid(Stacks.Even(3, 5), new AnalysisScale(null, 5, null, edge));

        Assert.Equal(expected, grid.Shares(0, 0).Count);
        Assert.Equal(expected, grid.Shares(2, 2).Count);
        Assert.All(grid.Shares(2, 2), share => Assert.Equal(2, share.Slice));
    }

    [Fact]
    public void Shares_NeighbourAtADistance_AreTakenThere()
    {
        var grid = new AnalysisGrid(Stacks.Even(20, 1), new AnalysisScale(null, null, 5, EdgeRule.Fill));

        Assert.Equal(15, Assert.Single(grid.Shares(10, 2)).Slice);
        Assert.Equal(5, Assert.Single(grid.Shares(10, 0)).Slice);
        Assert.Empty(grid.Shares(3, 0));
    }

    [Fact]
    public void Rows_KnownSpacing_CoverTheSliceAtTheModelsPixelSize()
    {
        var grid = new AnalysisGrid(Stacks.Even(3, 5, rows: 256, columns: 512, spacing: 0.96), FiveMillimetres);

        Assert.Equal((492, 983), (grid.Rows, grid.Columns));
    }

    [Fact]
    public void Shares_TiltedStack_AreShiftedAlongTheColumnsByTheShear()
    {
        var grid = new AnalysisGrid(Stacks.Tilted(20, tableStep: 10, slices: 5, rows: 64, columns: 64, spacing: 0.5), AsAcquired.Scale);
        var shear = (int)Math.Round(10 * Math.Sin(double.DegreesToRadians(20)) / 0.5);

        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(channel => grid.Shares(2, channel)[0].ColumnShift));
        Assert.Equal([shear, 0, -shear], Enumerable.Range(0, 3).Select(channel => grid.Shares(2, channel)[0].RowShift));
    }

    private static bool AddUpToOne(IReadOnlyList<SliceShare> shares) => Math.Abs(shares.Sum(share => share.Weight) - 1) < 1e-5;
}
