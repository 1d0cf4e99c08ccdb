using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Biomarkers;

/// <summary>
/// The lesion on one slice, sampled at pixel centres, edges and corners: pixel (r, c) of its box covers the nodes 2r…2r+2 × 2c…2c+2. A node is inside
/// where all pixels that share it belong to the lesion.
/// </summary>
internal sealed class HalfPixelNodes
{
    private readonly ushort[] _toOutside;
    private readonly PixelBox _box;

    public HalfPixelNodes(ReadOnlySpan<VoxelRun> runs)
    {
        _box = VoxelRun.BoxAround(runs);
        Rows = 2 * _box.Rows + 1;
        Columns = 2 * _box.Columns + 1;
        _toOutside = new ushort[Rows * Columns];
        MarkInside(runs);
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
        var (above, below) = (_box.Row + (row - 1) / 2, _box.Row + row / 2);
        var (left, right) = (_box.Column + (column - 1) / 2, _box.Column + column / 2);
        return Math.Min(
            Math.Min(heights.HalfMm(slice, above, left), heights.HalfMm(slice, above, right)),
            Math.Min(heights.HalfMm(slice, below, left), heights.HalfMm(slice, below, right)));
    }

    /// <summary>Rows of centres are inside within the runs; the rows of edges between them where both neighbours are.</summary>
    private void MarkInside(ReadOnlySpan<VoxelRun> runs)
    {
        foreach (var run in runs)
            _toOutside.AsSpan((2 * (run.Row - _box.Row) + 1) * Columns + 2 * (run.Start - _box.Column) + 1, 2 * run.Length - 1).Fill(1);
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
