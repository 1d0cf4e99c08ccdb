using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes;
using PatchFcn.Training.Data;

namespace PatchFcn.Training.Challenge;

/// <summary>A scan without a bleed, and its intracranial space as far as bleeds may use it.</summary>
internal sealed class HostScan
{
    // Blood lies beside bone, not in it: the space ends where the partial volume with the inner table begins.
    private static readonly SkullStripOptions WithoutBone = SkullStripOptions.Default with { RimHu = SkullStripOptions.Default.BoneHu };

    private HostScan(CtVolume ct, VoxelMask brain, float[] depthMm) => (Ct, Brain, DepthMm) = (ct, brain, depthMm);

    public CtVolume Ct { get; }

    public VoxelMask Brain { get; }

    /// <summary>Distance in mm to the nearest voxel outside the intracranial space; axis order slice, row, column.</summary>
    public float[] DepthMm { get; }

    /// <summary>Strips a scan.</summary>
    /// <exception cref="InvalidDataException">The skull cannot be stripped; the message says why.</exception>
    public static HostScan Of(CtVolume ct)
    {
        var stripped = SkullStripper.Strip(ct, WithoutBone);
        return stripped.Brain is { } brain
            ? new HostScan(ct, brain, DistanceMap.To(ct.Geometry, brain))
            : throw new InvalidDataException($"The skull cannot be stripped ({stripped.Refusal!.Name}).");
    }

    /// <summary>Reads a study (files, folders, zips), or a brain without skull as NIfTI, around which a skull is put.</summary>
    /// <exception cref="InvalidDataException">It cannot be read; the message says why.</exception>
    public static CtVolume Read(string path, CancellationToken cancellation)
    {
        if (path.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase))
        {
            using var file = File.OpenRead(path);
            return ClosedSkull.Around(NiftiReader.ReadGzip(file));
        }
        return StudyVolumes.Read([path], cancellation);
    }
}
