namespace PatchFcn.Core.Biomarkers;

/// <summary>
/// The lesion on one slice, sampled at pixel centres, edges and corners: pixel (r, c) of its box covers the nodes 2r…2r+2 × 2c…2c+2. A node is inside
/// where all pixels that share it belong to the lesion.
/// </summary>
internal sealed class HalfPixelNodes
{
    private readonly ushort[] _toOutside;
    private readonly int _top;
    private readonly int _left;

    public HalfPixelNodes(ReadOnlySpan<VoxelRun> runs)
    {
        var (top, bottom) = (runs[0].Row, runs[^1].Row);
        var (left, right) = (int.MaxValue, 0);
        foreach (var run in runs)
            (left, right) = (Math.Min(left, run.Start), Math.Max(right, run.End));
        (_top, _left) = (top, left);
        Rows = 2 * (bottom - top + 1) + 1;
        Columns = 2 * (right - left) + 1;
        _toOutside = new ushort[Rows * Columns];
        MarkInside(runs, top, left);
        MeasureRows();
    }

    /// <summary>Rows of nodes.</summary>
    public int Rows { get; }

    /// <summary>Columns of nodes.</summary>
    public int Columns { get; }

    /// <summary>Nodes between this one and the nearest outside node of its row; 0 outside the lesion.</summary>
    public int ToOutside(int row, int column) => row < 0 || row >= Rows ? 0 : _toOutside[row * Columns + column];

    /// <summary>Half the height of the lesion, mm, at an inside node: the least of the pixels that share it.</summary>
    public double HalfHeightMm(VerticalRuns heights, int slice, int row, int column)
    {
        var (above, below) = (_top + (row - 1) / 2, _top + row / 2);
        var (left, right) = (_left + (column - 1) / 2, _left + column / 2);
        return Math.Min(
            Math.Min(heights.HalfMm(slice, above, left), heights.HalfMm(slice, above, right)),
            Math.Min(heights.HalfMm(slice, below, left), heights.HalfMm(slice, below, right)));
    }

    /// <summary>Rows of centres are inside within the runs; the rows of edges between them where both neighbours are.</summary>
    private void MarkInside(ReadOnlySpan<VoxelRun> runs, int top, int left)
    {
        foreach (var run in runs)
            _toOutside.AsSpan((2 * (run.Row - top) + 1) * Columns + 2 * (run.Start - left) + 1, 2 * run.Length - 1).Fill(1);
        for (var row = 2; row < Rows - 1; row += 2)
            for (var column = 0; column < Columns; column++)
                _toOutside[row * Columns + column] =
                    (ushort)(_toOutside[(row - 1) * Columns + column] & _toOutside[(row + 1) * Columns + column]);
    }

    private void MeasureRows()
    {
        for (var row = 0; row < Rows; row++)
        {
            var nodes = _toOutside.AsSpan(row * Columns, Columns);
            for (var column = 1; column < Columns; column++)
                if (nodes[column] > 0)
                    nodes[column] = (ushort)(nodes[column - 1] + 1);
            for (var column = Columns - 2; column >= 0; column--)
                nodes[column] = Math.Min(nodes[column], (ushort)(nodes[column + 1] + 1));
        }
    }
}
