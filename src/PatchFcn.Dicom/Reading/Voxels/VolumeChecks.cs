using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading.Voxels;

/// <summary>What only the voxels show: whether they are densities, whether they show a head, and how much of it.</summary>
internal static class VolumeChecks
{
    /// <summary>The intercept of scanners that store air as 0.</summary>
    private const int UsualIntercept = -1024;

    /// <summary>Judges a volume; where the files do not say how values become HU, the volume is shifted to the plausible intercept.</summary>
    public static VolumeReading Apply(CtSeries series, CtVolume volume)
    {
        var warnings = new List<StudyWarning>();
        if (!series.Slices.All(slice => slice.Encoding.IsRescaled))
        {
            if (!AssumeIntercept(volume))
                return Refuse(Studies.MissingRescale);
            warnings.Add(Warnings.AssumedRescale.ToWarning());
        }
        else if (!HuPlausibility.IsHead(volume.Voxels))
        {
            return Refuse(Studies.ImplausibleHu);
        }
        return new VolumeReading(volume, null, warnings);
    }

    private static bool AssumeIntercept(CtVolume volume)
    {
        if (HuPlausibility.IsHead(volume.Voxels))
            return true;
        if (!HuPlausibility.IsHead(volume.Voxels, UsualIntercept))
            return false;
        foreach (ref var voxel in volume.Voxels)
            voxel = (short)Math.Max(CtVolume.Air, voxel + UsualIntercept);
        return true;
    }

    private static VolumeReading Refuse(ReadingReason reason) => new(null, reason.ToRefusal(), []);
}
