using CsCheck;
using PatchFcn.Core.Densities;

namespace PatchFcn.Core.Tests.Densities;

/// <summary>R266: distances from the rim, by which cupping is measured.</summary>
public sealed class ChamferDistanceTests
{
    /// <summary>Steps along rows, columns and diagonals are never shorter than the straight line, and at most 8.3 % longer where pixels are square.</summary>
    [Fact]
    public void Measure_OneSource_IsAtMostAFewPerCentTooFar() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[1, 30]).Sample((sourceRow, sourceColumn, row, column) =>
        {
            const int Columns = 32;
            var plane = Enumerable.Repeat(float.PositiveInfinity, Columns * Columns).ToArray();
            plane[sourceRow * Columns + sourceColumn] = 0;

            ChamferDistance.Measure(plane, Columns, 0.5f, 0.5f);

            var straight = 0.5 * Math.Sqrt(Math.Pow(row - sourceRow, 2) + Math.Pow(column - sourceColumn, 2));
            Assert.InRange(plane[row * Columns + column], straight - 1e-4, 1.083 * straight + 1e-4);
        }, iter: 300);

    [Fact]
    public void Measure_PixelsThatAreNotSquare_AreWalkedByTheirOwnSpacings()
    {
        float[] plane = [.. Enumerable.Repeat(float.PositiveInfinity, 25)];
        plane[12] = 0;

        ChamferDistance.Measure(plane, 5, down: 2, right: 1);

        Assert.Equal([MathF.Sqrt(5), 2, MathF.Sqrt(5), 1, 0, 1], [plane[6], plane[7], plane[8], plane[11], plane[12], plane[13]]);
    }

    [Fact]
    public void Measure_BorderOfZeros_CountsAsSource()
    {
        float[] plane = [0, 0, 0, 0, 0, 0, float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity, 0, 0, 0, 0, 0, 0];

        ChamferDistance.Measure(plane, 5, 1, 1);

        Assert.Equal([1, 1, 1], plane[6..9]);
    }
}
