using CsCheck;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.Biomarkers;

public sealed class AxialDiameterTests
{
    [Fact]
    public void Longest_OnePixel_IsItsLongerSide()
    {
        var pixel = Lesions.OfVoxels(Lesions.Stack(3, 3, 0.4, 0.7, 0, 5), (slice, row, column) => (slice, row, column) == (1, 0, 2));

        var diameter = AxialDiameter.Longest(pixel);
        Assert.Equal(1, diameter.Slice);
        Assert.Equal(0.7, diameter.LongestMm, 9);
        Assert.Equal(0.4, diameter.PerpendicularMm, 9);
    }

    [Fact]
    public void Longest_EllipseAtAnyAngle_IsItsAxisWithinAPixel() =>
        Gen.Select(Gen.Double[0, 180], Lesions.PixelMm, Lesions.PixelMm).Sample((degrees, rowMm, columnMm) =>
        {
            var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
            var geometry = Lesions.Stack((int)(50 / rowMm), (int)(50 / columnMm), rowMm, columnMm, 0);
            var ellipse = Lesions.OfPoints(geometry, p => Square((p.X * cos + p.Y * sin) / 22) + Square((p.Y * cos - p.X * sin) / 10) <= 1);

            var diameter = AxialDiameter.Longest(ellipse);

            // A whole pixel too long is possible, at an angle of 0: sums of doubles are then a last digit beyond it.
            var pixel = Math.Max(rowMm, columnMm) + 1e-9;
            Assert.Equal(44, diameter.LongestMm, pixel);
            Assert.Equal(20, diameter.PerpendicularMm, 2 * pixel);
        });

    [Fact]
    public void Longest_CrescentOverSlices_IsThatOfTheWidestSlice()
    {
        var geometry = Lesions.Stack(160, 160, 0.5, 0.5, 0, 5, 10);

        var crescent = Lesions.OfPoints(geometry, p => Crescent(p, reach: p.Z == 5 ? 30 : 20));

        var diameter = AxialDiameter.Longest(crescent);
        Assert.Equal(1, diameter.Slice);
        Assert.Equal(61.2, diameter.LongestMm, 0.8); // from the inner edge at one tip, (-30, -11.1), to the outer edge at the other, (30, -23.3)
    }

    [Fact]
    public void OnSlice_SliceWithoutVoxels_IsZero()
    {
        var pixel = Lesions.OfVoxels(Lesions.Stack(3, 3, 1, 1, 0, 5), (slice, row, column) => (slice, row, column) == (1, 0, 2));

        Assert.Equal(new AxialDiameter(0, 0, 0), AxialDiameter.OnSlice(pixel, 0));
    }

    private static bool Crescent(Vector3D p, double reach) =>
        Math.Sqrt(p.X * p.X + p.Y * p.Y) is > 32 and < 38 && p.Y < 0 && Math.Abs(p.X) <= reach;

    private static double Square(double value) => value * value;
}
