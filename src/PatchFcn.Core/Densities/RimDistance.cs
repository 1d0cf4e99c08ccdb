using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Densities;

/// <summary>
/// How far the voxels of a slice lie from the rim of the brain, within the slice, as a beam crosses it: by two passes over it (chamfer), a few per cent off the
/// true distance.
/// </summary>
internal static class RimDistance
{
    /// <summary>Measures one slice.</summary>
    /// <param name="brain">The voxels that were not stripped.</param>
    /// <param name="slice">Which of its slices.</param>
    /// <param name="geometry">Geometry of the stack.</param>
    /// <param name="distances">
    /// Receives the distance in mm to the centre of the nearest pixel outside the brain, which what lies beyond the slice is; 0 outside. Axis order row, column.
    /// </param>
    public static void Measure(VoxelMask brain, int slice, VolumeGeometry geometry, Span<float> distances)
    {
        distances.Clear();
        var box = PixelBox.Around(brain, slice);
        for (var row = box.Row; row < box.RowEnd; row++)
            for (var column = box.Column; column < box.ColumnEnd; column++)
                if (brain[slice, row, column])
                    distances[row * geometry.Columns + column] = float.PositiveInfinity;
        for (var row = box.Row; row < box.RowEnd; row++)
            for (var column = box.Column; column < box.ColumnEnd; column++)
                Near(distances, geometry, row, column, -1);
        for (var row = box.RowEnd - 1; row >= box.Row; row--)
            for (var column = box.ColumnEnd - 1; column >= box.Column; column--)
                Near(distances, geometry, row, column, 1);
    }

    /// <summary>A pixel is no farther from the rim than by way of the four neighbours that the pass has seen.</summary>
    private static void Near(Span<float> distances, VolumeGeometry geometry, int row, int column, int step)
    {
        ref var own = ref distances[row * geometry.Columns + column];
        if (own == 0)
            return;
        var (down, right) = ((float)geometry.RowSpacing, (float)geometry.ColumnSpacing);
        var diagonal = MathF.Sqrt(down * down + right * right);
        own = Math.Min(own, right + At(distances, geometry, row, column + step));
        own = Math.Min(own, down + At(distances, geometry, row + step, column));
        own = Math.Min(own, diagonal + At(distances, geometry, row + step, column - 1));
        own = Math.Min(own, diagonal + At(distances, geometry, row + step, column + 1));
    }

    private static float At(Span<float> distances, VolumeGeometry geometry, int row, int column) =>
        (uint)row < (uint)geometry.Rows && (uint)column < (uint)geometry.Columns ? distances[row * geometry.Columns + column] : 0;
}
