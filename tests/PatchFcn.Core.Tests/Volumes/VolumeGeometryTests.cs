using CsCheck;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.Volumes;

public sealed class VolumeGeometryTests
{
    private static readonly Vector3D Left = new(1, 0, 0);
    private static readonly Vector3D Back = new(0, 1, 0);

    [Fact]
    public void SliceSpacing_UnevenGaps_IsTheMedian()
    {
        var geometry = Axial([0, 5, 10, 15, 30]);

        Assert.Equal(5, geometry.SliceSpacing);
        Assert.Equal([5.0, 5.0, 5.0, 15.0], geometry.Gaps());
    }

    [Fact]
    public void SliceSpacing_TiltedGantry_IsPerpendicularToTheSlices()
    {
        var geometry = Tilted(degrees: -18.5, tableStep: 2.5, slices: 10);

        Assert.Equal(2.5 * Math.Cos(double.DegreesToRadians(18.5)), geometry.SliceSpacing, 9);
    }

    [Fact]
    public void GantryTilt_AnyTilt_IsReadBackFromTheShear() =>
        Gen.Double[-40, 40].Sample(degrees =>
            Math.Abs(Tilted(degrees, tableStep: 5, slices: 4).GantryTilt - degrees) < 1e-9);

    /// <summary>R378.</summary>
    [Fact]
    public void GantryTilt_UprightStackWithOneShift_IsNone()
    {
        var geometry = new VolumeGeometry(8, 8, 1, 1, Left, Back, [.. Enumerable.Range(0, 30).Select(slice => new Vector3D(0, slice > 10 ? 15 : 0, 5 * slice))], 5);

        Assert.Equal(0, geometry.GantryTilt);
    }

    /// <summary>R370.</summary>
    [Fact]
    public void Constructor_DirectionsOfAnotherGeometry_AreKeptToTheLastBit() =>
        Gen.Select(Gen.Double[-40, 40], Gen.Double[-40, 40]).Sample((tilt, turn) =>
        {
            var (t, u) = (double.DegreesToRadians(tilt), double.DegreesToRadians(turn));
            var first = new VolumeGeometry(
                2, 2, 1, 1, new Vector3D(Math.Cos(u), Math.Sin(u), 0) * 1.3, new Vector3D(-Math.Sin(u) * Math.Cos(t), Math.Cos(u) * Math.Cos(t), Math.Sin(t)) * 0.7, [new(0, 0, 0), new(0, 0, 5)], 5);
            var again = new VolumeGeometry(2, 2, 1, 1, first.RowDirection, first.ColumnDirection, first.SliceOrigins, 5);

            return again.RowDirection == first.RowDirection && again.ColumnDirection == first.ColumnDirection && again.SlicePositions.SequenceEqual(first.SlicePositions);
        });

    [Fact]
    public void SliceExtent_EvenGaps_AddsUpToTheStack() =>
        Assert.Equal(25, Enumerable.Range(0, 5).Sum(Axial([0, 5, 10, 15, 20]).SliceExtent), 9);

    [Fact]
    public void Constructor_SlicesDescend_Throws() =>
        Assert.Throws<ArgumentException>(() => Axial([5, 0]));

    private static VolumeGeometry Axial(double[] z) =>
        new(4, 6, 0.5, 0.5, Left, Back, Array.ConvertAll(z, p => new Vector3D(0, 0, p)), 5);

    private static VolumeGeometry Tilted(double degrees, double tableStep, int slices)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
        var origins = Enumerable.Range(0, slices).Select(i => new Vector3D(0, 0, i * tableStep)).ToArray();
        return new(4, 6, 0.5, 0.5, Left, new Vector3D(0, cos, sin), origins, tableStep);
    }
}
