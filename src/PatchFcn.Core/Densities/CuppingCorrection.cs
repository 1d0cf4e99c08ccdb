using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Densities;

/// <summary>Evens out what beam hardening has left, for the network alone: whatever is measured or shown for people has the densities of the scanner.</summary>
public static class CuppingCorrection
{
    /// <summary>Cupping in HU under which a head is left as it is: less than the rounding of its densities changes.</summary>
    private const float LeastHu = 0.5f;

    /// <summary>Measures a head and corrects it.</summary>
    /// <inheritdoc cref="Correct(CtVolume, VoxelMask, CuppingCurve)"/>
    public static CtVolume Correct(CtVolume volume, VoxelMask brain) => Correct(volume, brain, CuppingCurve.Measure(volume, brain));

    /// <summary>Corrects a head.</summary>
    /// <param name="volume">The slices as acquired, HU; they stay as they are.</param>
    /// <param name="brain">The voxels that were not stripped.</param>
    /// <param name="curve">What is subtracted, measured on this head.</param>
    /// <returns>The brain in HU, where other voxels mean nothing; the volume itself where there is nothing to correct.</returns>
    public static CtVolume Correct(CtVolume volume, VoxelMask brain, CuppingCurve curve)
    {
        if (curve.PeakHu < LeastHu)
            return volume;
        var corrected = new CtVolume(volume.Geometry);
        Parallel.For(0, brain.Slices, () => new RimDistance(brain, volume.Geometry), (slice, _, distance) =>
        {
            distance.Measure(slice);
            Correct(volume.Slice(slice), distance, curve, corrected.Slice(slice));
            return distance;
        }, _ => { });
        return corrected;
    }

    private static void Correct(ReadOnlySpan<short> slice, RimDistance distance, CuppingCurve curve, Span<short> corrected)
    {
        for (var row = distance.Box.Row; row < distance.Box.RowEnd; row++)
        {
            var distances = distance.Row(row);
            var start = distance.Start(row);
            for (var i = 0; i < distances.Length; i++)
                if (distances[i] > 0)
                    corrected[start + i] = (short)MathF.Round(slice[start + i] - curve.At(distances[i]));
        }
    }
}
