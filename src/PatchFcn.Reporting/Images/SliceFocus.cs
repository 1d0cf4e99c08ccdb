using PatchFcn.Core.Volumes;

namespace PatchFcn.Reporting.Images;

/// <summary>The slice of a study that is worth a look, and the square on it that is worth a magnifying glass.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Box">About square in mm.</param>
internal readonly record struct SliceFocus(int Slice, PixelBox Box)
{
    private const double SmallestMm = 60;

    /// <summary>Room around what is shown, as a share of it.</summary>
    private const double Margin = 1.4;

    /// <summary>Where most of the truth is; where there is none most of the mask, else the highest probability.</summary>
    /// <exception cref="ArgumentException">The study has no mask and map.</exception>
    internal static SliceFocus Of(StudyImages images, LabelVolume? truth)
    {
        if (images is not { Labels: { } mask, Probabilities: { } map })
            throw new ArgumentException("A study without mask and map cannot be held against the truth.", nameof(images));
        foreach (var labels in new[] { truth, mask })
            if (labels is not null && Fullest(labels) is var slice && labels.Slice(slice).ContainsAnyExcept((byte)0))
                return new(slice, Around(labels.Slice(slice), 1, images.Ct.Geometry));
        var brightest = Enumerable.Range(0, map.Geometry.SliceCount).MaxBy(slice => Highest(map.Slice(slice)));
        return new(brightest, Around(map.Slice(brightest), Highest(map.Slice(brightest)), images.Ct.Geometry));
    }

    private static int Fullest(LabelVolume labels) =>
        Enumerable.Range(0, labels.Geometry.SliceCount).MinBy(slice => labels.Slice(slice).Count((byte)0));

    private static byte Highest(ReadOnlySpan<byte> values)
    {
        var highest = (byte)0;
        foreach (var value in values)
            highest = Math.Max(highest, value);
        return highest;
    }

    /// <summary>A square around all pixels of at least this value, within the slice.</summary>
    private static PixelBox Around(ReadOnlySpan<byte> values, byte least, VolumeGeometry geometry)
    {
        var (top, bottom, left, right) = (geometry.Rows, 0, geometry.Columns, 0);
        for (var i = 0; i < values.Length; i++)
            if (values[i] >= least)
            {
                var (row, column) = (i / geometry.Columns, i % geometry.Columns);
                (top, bottom, left, right) = (Math.Min(top, row), Math.Max(bottom, row), Math.Min(left, column), Math.Max(right, column));
            }

        var longestMm = Math.Max((bottom - top + 1) * geometry.RowSpacing, (right - left + 1) * geometry.ColumnSpacing);
        var sideMm = Math.Min(
            Math.Max(SmallestMm, Margin * longestMm), Math.Min(geometry.Rows * geometry.RowSpacing, geometry.Columns * geometry.ColumnSpacing));
        var (rows, columns) = ((int)(sideMm / geometry.RowSpacing), (int)(sideMm / geometry.ColumnSpacing));
        return new(
            Math.Clamp((top + bottom - rows) / 2, 0, geometry.Rows - rows), Math.Clamp((left + right - columns) / 2, 0, geometry.Columns - columns), rows, columns);
    }
}
