using PatchFcn.Core.Volumes;

namespace PatchFcn.Training.Challenge;

/// <summary>Puts a plain skull and scalp around a brain that comes without, so that it can be analysed like any scan.</summary>
internal static class ClosedSkull
{
    private const float FluidMm = 1;
    private const float BoneMm = 7;
    private const float ScalpMm = 12;

    /// <summary>The brain is what is not 0; HU are kept there.</summary>
    public static CtVolume Around(NiftiImage image)
    {
        var geometry = image.Geometry;
        var outside = new VoxelMask(geometry);
        for (var i = 0; i < image.Voxels.Length; i++)
            if (!(image.Voxels[i] > 0))
                outside[i / geometry.SliceLength, i / geometry.Columns % geometry.Rows, i % geometry.Columns] = true;
        var away = DistanceMap.To(geometry, outside);
        var ct = new CtVolume(geometry);
        for (var i = 0; i < away.Length; i++)
            ct.Voxels[i] = away[i] switch
            {
                0 => (short)Math.Round(image.Voxels[i]),
                < FluidMm => 10,
                < BoneMm => 1000,
                < ScalpMm => 30,
                _ => CtVolume.Air,
            };
        return ct;
    }
}
