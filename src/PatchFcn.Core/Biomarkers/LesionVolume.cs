namespace PatchFcn.Core.Biomarkers;

/// <summary>Volume by counting voxels (planimetry), the reference that ABC/2 approximates.</summary>
public static class LesionVolume
{
    /// <summary>Volume in mL: every voxel counts with the extent of its own slice, so uneven spacing and tilt are accounted for.</summary>
    public static double Ml(Lesion lesion)
    {
        var total = 0.0;
        foreach (var run in lesion.Runs)
            total += run.Length * lesion.Geometry.VoxelMl(run.Slice);
        return total;
    }
}
