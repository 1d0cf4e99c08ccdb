using PatchFcn.Core.Volumes;

namespace PatchFcn.Training.Challenge;

/// <summary>Puts a plain skull and scalp around a brain that comes without, so that it can be analysed like any scan.</summary>
internal static class ClosedSkull
{
    private const float FluidMm = 1;
    private const float BoneMm = 7;
    private const float ScalpMm = 12;

    /// <summary>Around the brain stand zeros, or what is no number; every other voxel keeps its HU, those of fluid at and below 0 too.</summary>
    public static CtVolume Around(NiftiImage image)
    {
        var away = DistanceMap.To(image.Geometry, Outside(image), endsAtSides: false);
        var ct = new CtVolume(image.Geometry);
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

    /// <summary>Empty voxels that are connected to a side of a slice: one by itself is fluid of 0 HU.</summary>
    private static VoxelMask Outside(NiftiImage image)
    {
        var geometry = image.Geometry;
        var outside = new VoxelMask(geometry);
        var reached = new Stack<(int Slice, int Row, int Column)>();
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 0; column < geometry.Columns; column++)
                    if (row == 0 || column == 0 || row == geometry.Rows - 1 || column == geometry.Columns - 1)
                        Reach(slice, row, column);
        while (reached.TryPop(out var at))
        {
            foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            {
                Reach(at.Slice + side, at.Row, at.Column);
                Reach(at.Slice, at.Row + side, at.Column);
                Reach(at.Slice, at.Row, at.Column + side);
            }
        }
        return outside;

        void Reach(int slice, int row, int column)
        {
            if ((uint)slice >= (uint)geometry.SliceCount || (uint)row >= (uint)geometry.Rows || (uint)column >= (uint)geometry.Columns)
                return;
            if (outside[slice, row, column] || image.Voxels[(slice * geometry.Rows + row) * geometry.Columns + column] is not (0 or float.NaN))
                return;
            outside[slice, row, column] = true;
            reached.Push((slice, row, column));
        }
    }
}
