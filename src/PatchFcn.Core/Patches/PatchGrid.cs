using System.Runtime.InteropServices;
namespace PatchFcn.Core.Patches;

/// <summary>
/// The square patches that cover a slice. Neighbours lie a stride apart; the last of each axis is clamped to the edge, so that it overlaps more, never less. An
/// axis shorter than a patch has one patch, which reaches past its end.
/// </summary>
public sealed class PatchGrid
{
    private readonly int[] _rowCoverage;
    private readonly int[] _columnCoverage;

    /// <summary>Covers a slice with patches.</summary>
    /// <param name="rows">Rows of the slice, at least 1.</param>
    /// <param name="columns">Columns of the slice, at least 1.</param>
    /// <param name="patch">Side of a patch in pixels; 240 in our reading of the paper.</param>
    /// <param name="stride">Pixels between neighbours, at most a patch; a third of it where two thirds shall overlap, as in the paper.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the stride leaves gaps.</exception>
    public PatchGrid(int rows, int columns, int patch, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(patch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stride, patch);
        (Rows, Columns, Patch) = (rows, columns, patch);
        var rowStarts = Starts(rows, patch, stride);
        var columnStarts = Starts(columns, patch, stride);
        Positions = [.. rowStarts.SelectMany(row => columnStarts.Select(column => new PatchPosition(row, column)))];
        _rowCoverage = Coverage(rowStarts, rows, patch);
        _columnCoverage = Coverage(columnStarts, columns, patch);
    }

    /// <summary>Rows of the slice.</summary>
    public int Rows { get; }

    /// <summary>Columns of the slice.</summary>
    public int Columns { get; }

    /// <summary>Side of a patch in pixels.</summary>
    public int Patch { get; }

    /// <summary>The patches, row by row.</summary>
    public IReadOnlyList<PatchPosition> Positions { get; }

    /// <summary>Number of patches that a pixel lies in.</summary>
    public int Coverage(int row, int column) => _rowCoverage[row] * _columnCoverage[column];

    /// <summary>Copies a patch out of a slice.</summary>
    /// <param name="slice">One channel of the slice; axis order row, column.</param>
    /// <param name="position">Which patch.</param>
    /// <param name="fill">Value of pixels past the end of the slice.</param>
    /// <param name="patch">Receives the patch; axis order row, column.</param>
    public void Extract(ReadOnlySpan<float> slice, PatchPosition position, float fill, Span<float> patch)
    {
        var (height, width) = Inside(position);
        if (height < Patch || width < Patch)
            patch.Fill(fill);
        for (var row = 0; row < height; row++)
            Row(slice, position, row, width).CopyTo(patch[(row * Patch)..]);
    }

    /// <summary>Whether all pixels of a patch have the fill value.</summary>
    /// <param name="slice">One channel of the slice; axis order row, column.</param>
    /// <param name="position">Which patch.</param>
    /// <param name="fill">The fill value.</param>
    public bool IsBlank(ReadOnlySpan<float> slice, PatchPosition position, float fill)
    {
        var (height, width) = Inside(position);
        // Fill is written, not reckoned: its bits are looked for, which takes eight or sixteen values at a time.
        var bits = BitConverter.SingleToInt32Bits(fill);
        for (var row = 0; row < height; row++)
            if (MemoryMarshal.Cast<float, int>(Row(slice, position, row, width)).ContainsAnyExcept(bits))
                return false;
        return true;
    }

    /// <summary>Rows and columns of a patch that lie within the slice.</summary>
    internal (int Height, int Width) Inside(PatchPosition position) =>
        (Math.Min(Patch, Rows - position.Row), Math.Min(Patch, Columns - position.Column));

    private ReadOnlySpan<float> Row(ReadOnlySpan<float> slice, PatchPosition position, int row, int width) =>
        slice.Slice((position.Row + row) * Columns + position.Column, width);

    private static int[] Coverage(int[] starts, int length, int patch) =>
        [.. Enumerable.Range(0, length).Select(pixel => starts.Count(start => start <= pixel && pixel < start + patch))];

    private static int[] Starts(int length, int patch, int stride)
    {
        var last = Math.Max(0, length - patch);
        return [.. Enumerable.Range(0, (last + stride - 1) / stride).Select(i => i * stride), last];
    }
}
