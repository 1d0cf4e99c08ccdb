using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Densities;

/// <summary>Evens out what beam hardening has left, for the network alone: whatever is measured or shown for people has the densities of the scanner.</summary>
public static class CuppingCorrection
{
    /// <summary>Corrects a head.</summary>
    /// <param name="volume">The slices as acquired, HU; they stay as they are.</param>
    /// <param name="brain">The voxels that were not stripped.</param>
    /// <param name="curve">What is subtracted, measured on this head.</param>
    /// <returns>The brain in HU; voxels outside it are 0.</returns>
    public static CtVolume Correct(CtVolume volume, VoxelMask brain, CuppingCurve curve)
    {
        var geometry = volume.Geometry;
        var corrected = new CtVolume(geometry);
        Parallel.For(0, geometry.SliceCount, () => new float[geometry.SliceLength], (slice, _, distances) =>
        {
            RimDistance.Measure(brain, slice, geometry, distances);
            Correct(volume.Slice(slice), distances, curve, corrected.Slice(slice));
            return distances;
        }, _ => { });
        return corrected;
    }

    private static void Correct(ReadOnlySpan<short> hu, ReadOnlySpan<float> distances, CuppingCurve curve, Span<short> corrected)
    {
        for (var i = 0; i < hu.Length; i++)
            if (distances[i] > 0)
                corrected[i] = (short)MathF.Round(hu[i] - curve.At(distances[i]));
    }
}
