namespace PatchFcn.Core.Biomarkers;

/// <summary>
/// The bedside estimate of the volume of an intraparenchymal hemorrhage: A · B · C / 2 (Kothari et al., Stroke 1996; 27: 1304–1305).
/// </summary>
/// <remarks>
/// A is the longest diameter on the slice with the largest area, B the width at right angles to it on the same slice, and C the height: the sum of the slices'
/// extents, each weighted by its area against the largest one (over 75 % counts 1, 25 to 75 % counts ½, less counts 0). On thin slices this weighting makes C of an
/// ellipsoid 0.68 of its height, so the estimate is 0.65 of its volume. It is given because clinical scores are calibrated on it; the volume itself is
/// <see cref="LesionVolume"/>.
/// </remarks>
/// <param name="AMm">A, mm.</param>
/// <param name="BMm">B, mm.</param>
/// <param name="CMm">C, mm.</param>
public readonly record struct AbcOverTwo(double AMm, double BMm, double CMm)
{
    /// <summary>The estimate in mL.</summary>
    public double Ml => AMm * BMm * CMm / 2 / 1000;

    /// <summary>Measures the three axes.</summary>
    public static AbcOverTwo Of(Lesion lesion)
    {
        var largest = LargestSlice(lesion);
        var diameter = AxialDiameter.OnSlice(lesion, largest);
        return new AbcOverTwo(diameter.LongestMm, diameter.PerpendicularMm, WeightedHeightMm(lesion, lesion.VoxelsOnSlice(largest)));
    }

    private static int LargestSlice(Lesion lesion)
    {
        var largest = lesion.Slices.First;
        for (var slice = largest + 1; slice <= lesion.Slices.Last; slice++)
            if (lesion.VoxelsOnSlice(slice) > lesion.VoxelsOnSlice(largest))
                largest = slice;
        return largest;
    }

    private static double WeightedHeightMm(Lesion lesion, int largestArea)
    {
        var height = 0.0;
        for (var slice = lesion.Slices.First; slice <= lesion.Slices.Last; slice++)
            height += Weight((double)lesion.VoxelsOnSlice(slice) / largestArea) * lesion.Geometry.SliceExtent(slice);
        return height;
    }

    private static double Weight(double share) => share switch
    {
        > 0.75 => 1,
        >= 0.25 => 0.5,
        _ => 0,
    };
}
