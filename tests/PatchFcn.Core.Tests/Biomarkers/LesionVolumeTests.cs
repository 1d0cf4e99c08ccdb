using CsCheck;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.Biomarkers;

public sealed class LesionVolumeTests
{
    [Fact]
    public void Ml_BoxInAnySpacing_IsItsVoxelsTimesTheirExtents() =>
        Gen.Select(Lesions.PixelMm, Lesions.PixelMm, Gen.Double[0.5, 8].Array[3, 9]).Sample((rowMm, columnMm, gaps) =>
        {
            var z = gaps.Aggregate(new List<double> { 0 }, (all, gap) => [.. all, all[^1] + gap]).ToArray();
            var geometry = Lesions.Stack(12, 14, rowMm, columnMm, z);

            var box = Lesions.OfVoxels(geometry, (slice, row, column) => slice is 1 or 2 && row is >= 2 and < 7 && column is >= 3 and < 13);

            var heightMm = (gaps[0] + gaps[1]) / 2 + (gaps[1] + gaps[2]) / 2;
            Assert.Equal(5 * rowMm * 10 * columnMm * heightMm / 1000, LesionVolume.Ml(box), 1e-9);
        });

    [Fact]
    public void Ml_EllipsoidInTurnedAndTiltedStack_IsCloseToTheTruth() =>
        Gen.Select(Gen.Double[-25, 25], Gen.Double[-25, 25], Gen.Double[1, 2.5]).Sample((tilt, turn, tableMm) =>
        {
            var geometry = Tilted(tilt, turn, tableMm);

            var ellipsoid = Lesions.OfPoints(geometry, Lesions.Ellipsoid(14, 18, 12, centreZ: 0));

            Assert.Equal(1, LesionVolume.Ml(ellipsoid) / (4 / 3.0 * Math.PI * 14 * 18 * 12 / 1000), 0.02);
        });

    private static VolumeGeometry Tilted(double tiltDegrees, double turnDegrees, double tableMm)
    {
        var (sinTilt, cosTilt) = Math.SinCos(double.DegreesToRadians(tiltDegrees));
        var (sinTurn, cosTurn) = Math.SinCos(double.DegreesToRadians(turnDegrees));
        var row = new Vector3D(cosTurn, sinTurn, 0);
        var column = new Vector3D(-sinTurn * cosTilt, cosTurn * cosTilt, sinTilt);
        var corner = row * -30 + column * -30;
        var slices = (int)(40 / tableMm);
        var origins = Enumerable.Range(-slices, 2 * slices + 1).Select(i => corner + new Vector3D(0, 0, i * tableMm)).ToArray();
        return new VolumeGeometry(100, 120, 0.6, 0.5, row, column, origins, tableMm);
    }
}
