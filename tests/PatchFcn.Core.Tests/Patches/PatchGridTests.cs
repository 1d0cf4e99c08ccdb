using CsCheck;
using PatchFcn.Core.Patches;

namespace PatchFcn.Core.Tests.Patches;

/// <summary>R21: where patches lie.</summary>
public sealed class PatchGridTests
{
    private static readonly Gen<PatchGrid> Grids =
        from patch in Gen.Int[1, 40]
        from stride in Gen.Int[1, patch]
        from rows in Gen.Int[1, 150]
        from columns in Gen.Int[1, 150]
        select new PatchGrid(rows, columns, patch, stride);

    [Fact]
    public void Positions_512WithPatch240AndStride80_Are25() =>
        Assert.Equal([0, 80, 160, 240, 272], new PatchGrid(512, 512, 240, 80).Positions.Select(position => position.Column).Distinct());

    [Fact]
    public void Coverage_AnyGrid_IsTheNumberOfPatchesOverThePixelAndNeverZero() => Grids.Sample(grid =>
    {
        var covered = new int[grid.Rows, grid.Columns];
        foreach (var position in grid.Positions)
            for (var row = position.Row; row < Math.Min(position.Row + grid.Patch, grid.Rows); row++)
                for (var column = position.Column; column < Math.Min(position.Column + grid.Patch, grid.Columns); column++)
                    covered[row, column]++;
        for (var row = 0; row < grid.Rows; row++)
            for (var column = 0; column < grid.Columns; column++)
                if (covered[row, column] != grid.Coverage(row, column) || covered[row, column] < 1)
                    return false;
        return true;
    });

    [Fact]
    public void Positions_StrideOfAThirdPatch_NeighboursOverlapByTwoThirdsOrMore() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 400]).Sample((stride, columns) =>
        {
            var starts = new PatchGrid(1, columns, 3 * stride, stride).Positions.Select(position => position.Column).ToList();
            return starts.Zip(starts.Skip(1)).All(pair => pair.Second > pair.First && pair.Second - pair.First <= stride) &&
                (columns < 3 * stride || starts[^1] + 3 * stride == columns);
        });

    [Fact]
    public void Extract_SliceSmallerThanAPatch_FillsPastItsEnd()
    {
        var patch = new float[9];

        new PatchGrid(1, 2, patch: 3, stride: 1).Extract([1, 2], new PatchPosition(0, 0), fill: 7, patch);

        Assert.Equal([1, 2, 7, 7, 7, 7, 7, 7, 7], patch);
    }

    [Fact]
    public void IsBlank_OnePixelInTheLastCorner_IsFalseForTheLastPatchOnly()
    {
        var grid = new PatchGrid(10, 10, patch: 6, stride: 2);
        var slice = new float[100];
        slice[^1] = 1;

        Assert.Equal([grid.Positions[^1]], grid.Positions.Where(position => !grid.IsBlank(slice, position, 0)));
    }

    [Theory]
    [InlineData(0, 4, 4, 2)]
    [InlineData(4, 4, 0, 1)]
    [InlineData(4, 4, 4, 5)]
    [InlineData(4, 4, 4, 0)]
    public void Constructor_SizeOrStrideThatLeavesGaps_Throws(int rows, int columns, int patch, int stride) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PatchGrid(rows, columns, patch, stride));
}
