using System.Numerics;

namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>A rectangle of pixels; the ends are exclusive. Empty where an end is not past its start.</summary>
internal readonly record struct PixelBox(int Row, int RowEnd, int Column, int ColumnEnd)
{
    public static PixelBox Empty { get; } = new(int.MaxValue, 0, int.MaxValue, 0);

    public bool IsEmpty => RowEnd <= Row || ColumnEnd <= Column;

    /// <summary>The smallest box around the voxels of one slice of a mask.</summary>
    public static PixelBox Around(VoxelMask mask, int slice)
    {
        Span<ulong> columns = new ulong[mask.WordsPerRow];
        var (first, end) = (int.MaxValue, 0);
        for (var row = 0; row < mask.Rows; row++)
        {
            var words = mask.Row(slice, row);
            if (!words.ContainsAnyExcept(0UL))
                continue;
            (first, end) = (Math.Min(first, row), row + 1);
            for (var i = 0; i < words.Length; i++)
                columns[i] |= words[i];
        }
        var low = columns.IndexOfAnyExcept(0UL);
        if (low < 0)
            return Empty;
        var high = columns.LastIndexOfAnyExcept(0UL);
        return new PixelBox(first, end,
            low * 64 + BitOperations.TrailingZeroCount(columns[low]),
            high * 64 + 64 - BitOperations.LeadingZeroCount(columns[high]));
    }

    public PixelBox Union(PixelBox other) => new(
        Math.Min(Row, other.Row), Math.Max(RowEnd, other.RowEnd), Math.Min(Column, other.Column), Math.Max(ColumnEnd, other.ColumnEnd));

    public PixelBox Shifted(int rows, int columns) =>
        IsEmpty ? this : new PixelBox(Row + rows, RowEnd + rows, Column + columns, ColumnEnd + columns);

    public PixelBox Within(int rows, int columns) =>
        new(Math.Max(Row, 0), Math.Min(RowEnd, rows), Math.Max(Column, 0), Math.Min(ColumnEnd, columns));
}
