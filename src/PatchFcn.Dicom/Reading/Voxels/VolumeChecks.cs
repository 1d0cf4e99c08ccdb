using PatchFcn.Core.Volumes;
using static System.FormattableString;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading.Voxels;

/// <summary>
/// What only the voxels show: whether they are densities, and whether they can show a head. Whether the brain is covered is for skull
/// stripping.
/// </summary>
internal static class VolumeChecks
{
    /// <summary>The intercept of scanners that store air as 0.</summary>
    private const int UsualIntercept = -1024;

    /// <summary>Cross-section of a large head with its holder is 300 cm², that of a trunk 500 cm² or more.</summary>
    private const double LargestHeadCm2 = 450;

    private const int LeastBodyHu = -150;

    /// <summary>
    /// Judges a volume; where the files do not say how values become HU, the volume is shifted to the plausible intercept.
    /// </summary>
    public static VolumeReading Apply(CtSeries series, CtVolume volume)
    {
        var isRescaled = series.Slices.All(slice => slice.Encoding.IsRescaled);
        if (!HuPlausibility.IsHead(volume.Voxels) && (isRescaled || !TryShift(volume)))
            return Refuse(isRescaled ? Studies.ImplausibleHu : Studies.MissingRescale);
        if (CrossSectionCm2(volume) is > LargestHeadCm2 and var area)
            return Refuse(Series.NotHead, Invariant($"The body measures {area:0} cm² across."));
        return new VolumeReading(volume, null, isRescaled ? [] : [Warnings.AssumedRescale.ToWarning()]);
    }

    private static bool TryShift(CtVolume volume)
    {
        if (!HuPlausibility.IsHead(volume.Voxels, UsualIntercept))
            return false;
        foreach (ref var voxel in volume.Voxels)
            voxel = (short)Math.Max(CtVolume.Air, voxel + UsualIntercept);
        return true;
    }

    /// <summary>Median over the slices, so that shoulders below a head do not count.</summary>
    private static double CrossSectionCm2(CtVolume volume)
    {
        var areas = new double[volume.Geometry.SliceCount];
        Parallel.For(0, areas.Length, slice =>
        {
            var count = 0;
            foreach (var density in volume.Slice(slice))
                count += density > LeastBodyHu ? 1 : 0;
            areas[slice] = count * volume.Geometry.PixelMm2 / 100;
        });
        Array.Sort(areas);
        return areas[areas.Length / 2];
    }

    private static VolumeReading Refuse(ReadingReason reason, string detail = "") => new(null, reason.ToRefusal(detail), []);
}
