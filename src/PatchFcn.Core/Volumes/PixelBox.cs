using System.Numerics;

namespace PatchFcn.Core.Volumes;

/// <summary>A rectangle of pixels; the ends are exclusive. Empty where an end is not past its start.</summary>
/// <param name="Row">First row.</param>
/// <param name="RowEnd">The row after the last.</param>
/// <param name="Column">First column.</param>
/// <param name="ColumnEnd">The column after the last.</param>
public readonly record struct PixelBox(int Row, int RowEnd, int Column, int ColumnEnd)
{
    /// <summary>A box that holds nothing and adds nothing to a union.</summary>
    public static PixelBox Empty { get; } = new(int.MaxValue, 0, int.MaxValue, 0);

    /// <summary>Number of rows.</summary>
    public int Rows => RowEnd - Row;

    /// <summary>Number of columns.</summary>
    public int Columns => ColumnEnd - Column;

    /// <summary>Whether there is no pixel in it.</summary>
    public bool IsEmpty => RowEnd <= Row || ColumnEnd <= Column;

    /// <summary>A whole slice.</summary>
    public static PixelBox Whole(VolumeGeometry geometry) => new(0, geometry.Rows, 0, geometry.Columns);

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

    /// <summary>The smallest box that holds both.</summary>
    public PixelBox Union(PixelBox other) => new(
        Math.Min(Row, other.Row), Math.Max(RowEnd, other.RowEnd), Math.Min(Column, other.Column), Math.Max(ColumnEnd, other.ColumnEnd));

    /// <summary>The box some rows further down and some columns further right.</summary>
    public PixelBox Shifted(int rows, int columns) =>
        IsEmpty ? this : new PixelBox(Row + rows, RowEnd + rows, Column + columns, ColumnEnd + columns);

    /// <summary>The part of it that lies in a slice of this size.</summary>
    public PixelBox Within(int rows, int columns) =>
        new(Math.Max(Row, 0), Math.Min(RowEnd, rows), Math.Max(Column, 0), Math.Min(ColumnEnd, columns));
}
