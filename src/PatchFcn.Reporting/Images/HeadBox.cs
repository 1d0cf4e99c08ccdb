using PatchFcn.Core.Volumes;

namespace PatchFcn.Reporting.Images;

/// <summary>The part of every slice that pictures show.</summary>
internal static class HeadBox
{
    /// <summary>What lies around the brain and is shown with it: skull and scalp, mm.</summary>
    private const double MarginMm = 25;

    /// <summary>The brain of all slices and <see cref="MarginMm"/> around it; the whole slice where there is no brain.</summary>
    internal static PixelBox Of(VoxelMask? brain, VolumeGeometry geometry)
    {
        var box = Enumerable.Range(0, brain?.Slices ?? 0).Aggregate(PixelBox.Empty, (union, slice) => union.Union(PixelBox.Around(brain!, slice)));
        if (box.IsEmpty)
            return PixelBox.Whole(geometry);
        var (rows, columns) = ((int)(MarginMm / geometry.RowSpacing), (int)(MarginMm / geometry.ColumnSpacing));
        return new PixelBox(box.Row - rows, box.RowEnd + rows, box.Column - columns, box.ColumnEnd + columns).Within(geometry.Rows, geometry.Columns);
    }
}
