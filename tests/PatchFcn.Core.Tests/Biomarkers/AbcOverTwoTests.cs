using CsCheck;
using PatchFcn.Core.Biomarkers;

namespace PatchFcn.Core.Tests.Biomarkers;

public sealed class AbcOverTwoTests
{
    [Fact]
    public void Ml_AreasAroundTheLimits_WeighsEachSliceAsPublished()
    {
        int[] lengths = [24, 25, 75, 76, 100];
        var geometry = Lesions.Stack(3, 110, 1, 1, Lesions.Even(5, 6));

        var lesion = Lesions.OfVoxels(geometry, (slice, row, column) => row == 1 && column < lengths[slice]);

        Assert.Equal(100 * 1 * (0 + 0.5 + 0.5 + 1 + 1) * 6 / 2 / 1000, AbcOverTwo.Of(lesion).Ml, 9);
    }

    [Fact]
    public void Ml_UnevenSlices_CountsEachWithItsOwnExtent()
    {
        var lesion = Lesions.OfVoxels(Lesions.Stack(2, 8, 1, 1, 0, 2, 10), (_, row, _) => row == 0);

        Assert.Equal(8 * 1 * (2 + 5 + 8) / 2.0 / 1000, AbcOverTwo.Of(lesion).Ml, 9);
    }

    /// <summary>What the published weighting does to an ideal ellipsoid on thin slices: C is 1.366 of its half-height, so ABC/2 is 3 · 1.366 / (2 · π) = 0.652 of it. Whole slices and pixels
    /// shift that: C by up to 1 mm of 13.7 (the four borders half a slice each), A and B by up to a pixel of 0.5 mm of 24 and 16 each, together 12 % or 0.08.</summary>
    [Fact]
    public void Ml_EllipsoidOnThinSlices_IsTwoThirdsOfItsVolume() =>
        Gen.Select(Gen.Double[12, 25], Gen.Double[8, 12], Gen.Double[10, 25]).Sample((x, y, z) =>
        {
            var geometry = Lesions.Stack(60, 120, 0.5, 0.5, Lesions.Even(61, 1));

            var ellipsoid = Lesions.OfPoints(geometry, Lesions.Ellipsoid(x, y, z, centreZ: 30));

            Assert.Equal(0.652, AbcOverTwo.Of(ellipsoid).Ml / LesionVolume.Ml(ellipsoid), 0.08);
        });
}
