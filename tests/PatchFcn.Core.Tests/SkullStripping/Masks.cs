using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.SkullStripping;

/// <summary>How two masks agree.</summary>
internal static class Masks
{
    /// <summary>The voxels of both.</summary>
    public static VoxelMask Common(VoxelMask a, VoxelMask b)
    {
        var common = new VoxelMask(a.Slices, a.Rows, a.Columns);
        for (var i = 0; i < common.Words.Length; i++)
            common.Words[i] = a.Words[i] & b.Words[i];
        return common;
    }

    /// <summary>The Dice coefficient.</summary>
    public static double Dice(VoxelMask a, VoxelMask b) => 2.0 * Common(a, b).Count() / (a.Count() + b.Count());
}
