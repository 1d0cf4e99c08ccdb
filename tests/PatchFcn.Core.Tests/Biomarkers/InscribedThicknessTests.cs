using CsCheck;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;

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

    /// <summary>R210: a cap over the vertex is cut lengthwise by the slice.</summary>
    [Fact]
    public void Mm_SheetInTheSlice_IsAsThickAsItIsHigh()
    {
        var geometry = Lesions.Stack(100, 100, 1, 1, Lesions.Even(10, 5));

        Assert.Equal(5, InscribedThickness.Mm(Square60(geometry, 8, 8)), 1e-9);
        Assert.Equal(15, InscribedThickness.Mm(Square60(geometry, 3, 5)), 1e-9);
    }

    [Fact]
    public void Mm_SheetThatMayGoOnBeyondTheScan_IsMeasuredInTheSlice()
    {
        var geometry = Lesions.Stack(100, 100, 1, 1, Lesions.Even(10, 5));

        Assert.Equal(60, InscribedThickness.Mm(Square60(geometry, 9, 9)), 1e-9);
        Assert.Equal(60, InscribedThickness.Mm(Square60(geometry, 0, 2)), 1e-9);
    }

    /// <summary>Of a sheet and a wall that leads up to its edge, as at vertex and convexity, the thicker one counts.</summary>
    [Fact]
    public void Mm_SheetAndWall_IsTheThickerOfThem()
    {
        var geometry = Lesions.Stack(100, 100, 1, 1, Lesions.Even(12, 4));

        var both = Lesions.OfVoxels(geometry, (slice, row, column) =>
            row is >= 10 and < 90 && (slice == 10 ? column is >= 27 and < 80 : slice is >= 3 and < 10 && column is >= 20 and < 27));

        Assert.Equal(7, InscribedThickness.Mm(both), 1e-9);
    }

    /// <summary>A slope of 45° under uneven slices: neither a disc nor a plumb line is more than 1.42 times as long as the slope is thick, but for the steps of slices.</summary>
    [Fact]
    public void Mm_SlopingSheet_IsHardlyThickerThanItIs()
    {
        var geometry = Lesions.Stack(160, 80, 0.5, 0.5, [.. Enumerable.Range(0, 50).Select(i => i + i % 2 * 0.3)]);

        var slope = Lesions.OfPoints(geometry, p => Math.Abs(p.Y - (p.Z - 25)) <= 4 * Math.Sqrt(2) && Math.Abs(p.X) < 18 && p.Z is > 6 and < 44);

        Assert.InRange(InscribedThickness.Mm(slope), 8, 8 * Math.Sqrt(2) + 1);
    }

    private static Lesion Square60(VolumeGeometry geometry, int first, int last) => Lesions.OfVoxels(
        geometry, (slice, row, column) => slice >= first && slice <= last && row is >= 20 and < 80 && column is >= 20 and < 80);

    private static double Square(double value) => value * value;
}
