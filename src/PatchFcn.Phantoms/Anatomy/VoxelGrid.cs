using System.Numerics;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>A box of cubic voxels in head coordinates; x runs fastest, then y, then z.</summary>
internal sealed class VoxelGrid
{
    internal VoxelGrid(Vector3 low, Vector3 high, float voxelMm)
    {
        (Low, VoxelMm) = (low, voxelMm);
        CountX = (int)((high.X - low.X) / voxelMm) + 2;
        CountY = (int)((high.Y - low.Y) / voxelMm) + 2;
        CountZ = (int)((high.Z - low.Z) / voxelMm) + 2;
    }

    internal Vector3 Low { get; }

    internal float VoxelMm { get; }

    internal int CountX { get; }

    internal int CountY { get; }

    internal int CountZ { get; }

    internal int PlaneLength => CountX * CountY;

    internal int Length => PlaneLength * CountZ;

    internal Vector3 Centre(int x, int y, int z) => Low + new Vector3(x, y, z) * VoxelMm;
}
