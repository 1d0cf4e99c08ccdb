using CsCheck;
using PatchFcn.Core.Biomarkers;

namespace PatchFcn.Core.Tests.Biomarkers;

public sealed class InscribedThicknessTests
{
    [Fact]
    public void Mm_BandOfAnyWidth_IsItsWidth() =>
        Gen.Select(Gen.Int[1, 12], Lesions.PixelMm, Lesions.PixelMm, Gen.Bool).Sample((width, rowMm, columnMm, upright) =>
        {
            var geometry = Lesions.Stack(60, 60, rowMm, columnMm, 0);

            var band = Lesions.OfVoxels(geometry, (_, row, column) => (upright ? column : row) is var across && across >= 20 && across < 20 + width);

            Assert.Equal(width * (upright ? columnMm : rowMm), InscribedThickness.Mm(band), 1e-9);
        });

    /// <summary>The steps of a curved edge cost the disc 0.4 pixels on average, at most 1.</summary>
    [Fact]
    public void Mm_CrescentUnderTheSkull_IsItsGreatestThicknessWithinAPixel() =>
        Gen.Select(Gen.Double[4, 20], Gen.Double[0, 360], Lesions.PixelMm).Sample((thickness, degrees, pixelMm) =>
        {
            var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
            var size = (int)(150 / pixelMm);
            var geometry = Lesions.Stack(size, size, pixelMm, pixelMm, 0);

            var crescent = Lesions.OfPoints(geometry, p =>
                Math.Sqrt(p.X * p.X + p.Y * p.Y) <= 70 && Math.Sqrt(Square(p.X + cos * thickness) + Square(p.Y + sin * thickness)) > 70);

            Assert.Equal(thickness, InscribedThickness.Mm(crescent), 1.2 * pixelMm);
        });

    [Fact]
    public void Mm_LensOnSeveralSlices_IsThatOfTheThickest()
    {
        var geometry = Lesions.Stack(200, 200, 0.4, 0.8, 0, 5, 10);
        double[] thickness = [6, 14, 9];

        var lens = Lesions.OfPoints(geometry, p =>
            Math.Abs(p.X) <= thickness[(int)p.Z / 5] / 2 * (1 - Square(p.Y / 25)) && Math.Abs(p.Y) < 25);

        Assert.Equal(14, InscribedThickness.Mm(lens), 0.8);
    }

    [Fact]
    public void Mm_SpurOfOnePixel_DoesNotLengthenIt()
    {
        var geometry = Lesions.Stack(60, 60, 1, 1, 0);

        var spurred = Lesions.OfVoxels(geometry, (_, row, column) => row is >= 10 and < 15 || (column == 30 && row is >= 15 and < 50));

        Assert.InRange(InscribedThickness.Mm(spurred), 5, 5.5);
    }

    [Fact]
    public void Mm_OnePixelInTheCornerOfTheImage_IsItsShorterSide()
    {
        var pixel = Lesions.OfVoxels(Lesions.Stack(4, 4, 0.4, 0.7, 0), (_, row, column) => (row, column) == (0, 3));

        Assert.Equal(0.4, InscribedThickness.Mm(pixel), 9);
    }

    private static double Square(double value) => value * value;
}
