using System.Runtime.InteropServices;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Inference.Scoring;

/// <summary>
/// The part of a slice that a dense pass looks at: the bounding box of everything that is not fill, grown to whole cells of <c>patchLogits</c> and to at least one patch.
/// It may reach past the end of the slice, where it is filled.
/// </summary>
internal sealed record DenseBox(int Row, int Column, int Height, int Width, int Rows, int Columns)
{
    /// <summary>Finds the box; null where all three channels are fill.</summary>
    public static DenseBox? Around(ReadOnlySpan<float> channels, int rows, int columns, float fill, int patch)
    {
        var (top, bottom, left, right) = (int.MaxValue, -1, int.MaxValue, -1);
        var bits = BitConverter.SingleToInt32Bits(fill);
        for (var line = 0; line < AnalysisGrid.Channels * rows; line++)
        {
            var values = MemoryMarshal.Cast<float, int>(channels.Slice(line * columns, columns));
            var first = values.IndexOfAnyExcept(bits);
            if (first < 0)
                continue;
            (top, bottom) = (Math.Min(top, line % rows), Math.Max(bottom, line % rows));
            (left, right) = (Math.Min(left, first), Math.Max(right, values.LastIndexOfAnyExcept(bits)));
        }
        if (bottom < 0)
            return null;
        var (row, height) = Grow(top, bottom, rows, patch);
        var (column, width) = Grow(left, right, columns, patch);
        return new DenseBox(row, column, height, width, rows, columns);
    }

    /// <summary>The three channels within the box; axis order channel, row, column.</summary>
    public float[] CutOut(ReadOnlySpan<float> channels, float fill)
    {
        var cut = new float[AnalysisGrid.Channels * Height * Width];
        cut.AsSpan().Fill(fill);
        for (var channel = 0; channel < AnalysisGrid.Channels; channel++)
            for (var row = 0; row < Math.Min(Height, Rows - Row); row++)
                channels.Slice((channel * Rows + Row + row) * Columns + Column, InsideWidth).CopyTo(cut.AsSpan((channel * Height + row) * Width));
        return cut;
    }

    /// <summary>Writes predictions of the box into a whole slice; axis order class, row, column in both.</summary>
    public void PutBack(ReadOnlySpan<float> inBox, Span<float> slice)
    {
        for (var c = 0; c < slice.Length / (Rows * Columns); c++)
            for (var row = 0; row < Math.Min(Height, Rows - Row); row++)
                inBox.Slice((c * Height + row) * Width, InsideWidth).CopyTo(slice[((c * Rows + Row + row) * Columns + Column)..]);
    }

    private int InsideWidth => Math.Min(Width, Columns - Column);

    private static (int Start, int Length) Grow(int first, int last, int available, int patch)
    {
        var needed = Math.Max(last - first + 1, patch);
        var length = (needed + NetworkContract.LogitCell - 1) / NetworkContract.LogitCell * NetworkContract.LogitCell;
        var start = Math.Clamp(first - (length - (last - first + 1)) / 2, 0, Math.Max(0, available - length));
        return (start, length);
    }
}
