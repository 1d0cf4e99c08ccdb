using PatchFcn.Core.Volumes;

namespace PatchFcn.Benchmarks;

/// <summary>A head of the usual size: 32 slices of 512 × 512 at 0.45 mm and 5 mm, an ellipsoid of noisy brain in air.</summary>
internal static class SyntheticHead
{
    public static (CtVolume Volume, VoxelMask Brain) Create()
    {
        var origins = Enumerable.Range(0, 32).Select(slice => new Vector3D(0, 0, 5.0 * slice)).ToArray();
        var geometry = new VolumeGeometry(512, 512, 0.45, 0.45, new(1, 0, 0), new(0, 1, 0), origins, 5);
        var (volume, brain, random) = (new CtVolume(geometry), new VoxelMask(geometry), new Random(1));
        volume.Voxels.Fill(CtVolume.Air);
        for (var slice = 0; slice < 32; slice++)
            for (var row = 0; row < 512; row++)
                for (var column = 0; column < 512; column++)
                {
                    var (x, y, z) = ((column - 256) / 155.0, (row - 256) / 190.0, (slice - 15.5) / 15);
                    if (x * x + y * y + z * z >= 1)
                        continue;
                    brain[slice, row, column] = true;
                    volume[slice, row, column] = (short)random.Next(20, 50);
                }
        return (volume, brain);
    }
}
