using CsCheck;
using PatchFcn.Core.Patches;

namespace PatchFcn.Core.Tests.Patches;

/// <summary>R22: what patches say is averaged.</summary>
public sealed class PatchStitcherTests
{
    private static readonly Gen<(PatchGrid Grid, int Classes, int Seed)> Cases =
        from rows in Gen.Int[1, 60]
        from columns in Gen.Int[1, 60]
        from patch in Gen.Int[1, 25]
        from stride in Gen.Int[1, patch]
        from classes in Gen.Int[1, 4]
        from seed in Gen.Int
        select (new PatchGrid(rows, columns, patch, stride), classes, seed);

    [Fact]
    public void Average_PatchesCutFromAMap_IsTheMap() => Cases.Sample(test =>
    {
        var (grid, classes, seed) = test;
        var map = Noise(classes * grid.Rows * grid.Columns, seed);
        var stitcher = new PatchStitcher(grid, classes);
        foreach (var position in grid.Positions)
            stitcher.Add(position, Cut(grid, map, classes, position));
        return Differ(map, stitcher.Average()) < 1e-5;
    });

    [Fact]
    public void Average_ConstantPatches_IsTheConstant() => Cases.Sample(test =>
    {
        var stitcher = new PatchStitcher(test.Grid, test.Classes);
        var constant = new float[test.Classes * test.Grid.Patch * test.Grid.Patch];
        constant.AsSpan().Fill(0.3f);
        foreach (var position in test.Grid.Positions)
            stitcher.Add(position, constant);
        return stitcher.Average().All(value => Math.Abs(value - 0.3f) < 1e-5f);
    });

    [Fact]
    public void Average_AnotherOrder_IsTheSameUpToRounding() => Cases.Sample(test =>
    {
        var (grid, classes, seed) = test;
        var patches = grid.Positions.Select((position, i) => (position, Values: Noise(classes * grid.Patch * grid.Patch, seed + i))).ToList();
        var forward = new PatchStitcher(grid, classes);
        var backward = new PatchStitcher(grid, classes);
        foreach (var (position, values) in patches)
            forward.Add(position, values);
        foreach (var (position, values) in Enumerable.Reverse(patches))
            backward.Add(position, values);
        return Differ(forward.Average(), backward.Average()) < 1e-5;
    });

    [Fact]
    public void Average_OverlapOfTwoPatches_IsTheirMean()
    {
        var stitcher = new PatchStitcher(new PatchGrid(1, 3, patch: 2, stride: 1), classes: 1);

        stitcher.Add(new PatchPosition(0, 0), [0, 1, 0, 0]);
        stitcher.Add(new PatchPosition(0, 1), [0, 1, 0, 0]);

        Assert.Equal([0, 0.5f, 1], stitcher.Average());
    }

    private static float[] Cut(PatchGrid grid, float[] map, int classes, PatchPosition position)
    {
        var (pixels, patch) = (grid.Rows * grid.Columns, grid.Patch * grid.Patch);
        var cut = new float[classes * patch];
        for (var c = 0; c < classes; c++)
            grid.Extract(map.AsSpan(c * pixels, pixels), position, fill: -9, cut.AsSpan(c * patch, patch));
        return cut;
    }

    private static float[] Noise(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
    }

    private static double Differ(float[] a, float[] b) => a.Zip(b).Max(pair => Math.Abs(pair.First - pair.Second));
}
