using System.Numerics;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Reporting.Images;

/// <summary>A rectangle of pixels that is the same on every slice.</summary>
/// <param name="Row">First row.</param>
/// <param name="Column">First column.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
internal readonly record struct PixelBox(int Row, int Column, int Rows, int Columns)
{
    /// <summary>What lies around the brain and is shown with it: skull and scalp, mm.</summary>
    internal const double MarginMm = 25;

    /// <summary>The whole slice.</summary>
    internal static PixelBox Whole(VolumeGeometry geometry) => new(0, 0, geometry.Rows, geometry.Columns);

    /// <summary>The brain of all slices and <see cref="MarginMm"/> around it; the whole slice where there is no brain.</summary>
    internal static PixelBox AroundBrain(VoxelMask? brain, VolumeGeometry geometry)
    {
        if (brain is null || brain.Count() == 0)
            return Whole(geometry);
        var (firstRow, lastRow) = (geometry.Rows, 0);
        var columns = new ulong[brain.WordsPerRow];
        for (var slice = 0; slice < brain.Slices; slice++)
        {
            for (var row = 0; row < brain.Rows; row++)
            {
                var words = brain.Row(slice, row);
                if (words.IndexOfAnyExcept(0UL) < 0)
                    continue;
                (firstRow, lastRow) = (Math.Min(firstRow, row), Math.Max(lastRow, row));
                for (var i = 0; i < words.Length; i++)
                    columns[i] |= words[i];
            }
        }
        var (firstWord, lastWord) = (columns.AsSpan().IndexOfAnyExcept(0UL), columns.AsSpan().LastIndexOfAnyExcept(0UL));
        var firstColumn = firstWord * 64 + BitOperations.TrailingZeroCount(columns[firstWord]);
        var lastColumn = lastWord * 64 + 63 - BitOperations.LeadingZeroCount(columns[lastWord]);
        return Spread(firstRow, lastRow, firstColumn, lastColumn, geometry);
    }

    private static PixelBox Spread(int firstRow, int lastRow, int firstColumn, int lastColumn, VolumeGeometry geometry)
    {
        var (rowMargin, columnMargin) = ((int)(MarginMm / geometry.RowSpacing), (int)(MarginMm / geometry.ColumnSpacing));
        (firstRow, lastRow) = (Math.Max(firstRow - rowMargin, 0), Math.Min(lastRow + rowMargin, geometry.Rows - 1));
        (firstColumn, lastColumn) = (Math.Max(firstColumn - columnMargin, 0), Math.Min(lastColumn + columnMargin, geometry.Columns - 1));
        return new(firstRow, firstColumn, lastRow - firstRow + 1, lastColumn - firstColumn + 1);
    }
}
