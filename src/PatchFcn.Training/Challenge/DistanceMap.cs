using PatchFcn.Core.Volumes;

namespace PatchFcn.Training.Challenge;

/// <summary>Distances within a set of voxels, by two passes over the volume (chamfer); a few per cent off the true distance.</summary>
internal static class DistanceMap
{
    /// <summary>Distance in mm of every voxel of the set to the nearest voxel outside it; 0 outside. Axis order slice, row, column.</summary>
    /// <param name="geometry">Where the voxels lie.</param>
    /// <param name="set">The set; it goes on beyond the top and the bottom of the stack.</param>
    /// <param name="endsAtSides">Whether it ends at the sides of the slices.</param>
    public static float[] To(VolumeGeometry geometry, VoxelMask set, bool endsAtSides = true)
    {
        var distance = new float[geometry.VoxelCount];
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 0; column < geometry.Columns; column++)
                    distance[Index(geometry, slice, row, column)] = set[slice, row, column] ? 1e6f : 0;
        Span<(int, int, int, float)> before = stackalloc (int, int, int, float)[13];
        Neighbours(geometry, before);
        var beyond = endsAtSides ? 0 : float.PositiveInfinity;
        Pass(geometry, distance, before, 1, beyond);
        Pass(geometry, distance, before, -1, beyond);
        return distance;
    }

    private static int Index(VolumeGeometry geometry, int slice, int row, int column) => (slice * geometry.Rows + row) * geometry.Columns + column;

    // The 13 of 26 neighbours that come before a voxel, and how far away they are.
    private static void Neighbours(VolumeGeometry geometry, Span<(int, int, int, float)> before)
    {
        var count = 0;
        for (var slice = -1; slice <= 0; slice++)
            for (var row = -1; row <= 1; row++)
                for (var column = -1; column <= 1; column++)
                {
                    if (slice == 0 && (row > 0 || row == 0 && column >= 0))
                        continue;
                    var (dz, dy, dx) = (slice * geometry.SliceSpacing, row * geometry.RowSpacing, column * geometry.ColumnSpacing);
                    before[count++] = (slice, row, column, (float)Math.Sqrt(dz * dz + dy * dy + dx * dx));
                }
    }

    private static void Pass(VolumeGeometry geometry, float[] distance, ReadOnlySpan<(int, int, int, float)> before, int sign, float beyond)
    {
        var (slices, rows, columns) = (geometry.SliceCount, geometry.Rows, geometry.Columns);
        for (var i = 0; i < distance.Length; i++)
        {
            var at = sign > 0 ? i : distance.Length - 1 - i;
            if (distance[at] == 0)
                continue;
            var (slice, row, column) = (at / geometry.SliceLength, at / columns % rows, at % columns);
            foreach (var (dz, dy, dx, length) in before)
            {
                var (z, y, x) = (slice + sign * dz, row + sign * dy, column + sign * dx);
                if (z >= 0 && z < slices)
                    distance[at] = Math.Min(distance[at], length + (y >= 0 && x >= 0 && y < rows && x < columns ? distance[Index(geometry, z, y, x)] : beyond));
            }
        }
    }
}
