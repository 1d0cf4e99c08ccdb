using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using PatchFcn.Core.Patches;

namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>
/// Makes the analysis slices of a study: averages along the normal and in plane over the brain alone, so that stripped voxels never bleed into it. HU are
/// averaged first and windowed afterwards, as a scanner with thicker slices and larger pixels would have measured them. Safe for concurrent use.
/// </summary>
public sealed class SliceRenderer
{
    /// <summary>A pixel belongs to the brain where at least half of what it averages does; this keeps areas as they are.</summary>
    private const float BrainPart = 0.5f;

    private readonly AnalysisGrid _grid;
    private readonly CtVolume _volume;
    private readonly VoxelMask _brain;
    private readonly HuWindow _window;
    private readonly float _fill;
    private readonly AxisFilter _rows;
    private readonly AxisFilter _columns;

    /// <summary>Prepares a study.</summary>
    /// <param name="grid">Where its analysis slices lie.</param>
    /// <param name="volume">The source slices in HU.</param>
    /// <param name="brain">The voxels that were not stripped.</param>
    /// <param name="window">HU that become 0 and 1.</param>
    /// <param name="fill">Normalised value of everything outside the brain.</param>
    /// <remarks>Of volume and mask, only those slices need be filled in that a slice is made of (<see cref="AnalysisGrid.MadeOf"/>), and only when it is rendered.</remarks>
    /// <exception cref="ArgumentException">Grid, volume and mask are not of the same shape.</exception>
    public SliceRenderer(AnalysisGrid grid, CtVolume volume, VoxelMask brain, HuWindow window, float fill)
    {
        var source = grid.Source;
        if ((brain.Slices, brain.Rows, brain.Columns) != (source.SliceCount, source.Rows, source.Columns) ||
            volume.Voxels.Length != source.VoxelCount)
            throw new ArgumentException("Grid, volume and mask are not of the same shape.");
        (_grid, _volume, _brain, _window, _fill) = (grid, volume, brain, window, fill);
        _rows = new AxisFilter(source.Rows, grid.Rows);
        _columns = new AxisFilter(source.Columns, grid.Columns);
    }

    /// <summary>Makes an analysis slice and its two neighbours, ready for the network.</summary>
    /// <param name="slice">Analysis slice.</param>
    /// <param name="channels">Receives the normalised values, 0..1; axis order channel (below, slice, above), row, column.</param>
    public void Render(int slice, Span<float> channels)
    {
        for (var channel = 0; channel < AnalysisGrid.Channels; channel++)
            RenderChannel(_grid.Shares(slice, channel), _window, _fill, channels.Slice(channel * _grid.SliceLength, _grid.SliceLength));
    }

    /// <summary>Tells which pixels of an analysis slice are brain: the others are filled. The voxels need not be there for it.</summary>
    /// <param name="slice">Analysis slice.</param>
    /// <param name="brain">Receives 1 where there is brain, 0 elsewhere; axis order row, column.</param>
    public void RenderBrain(int slice, Span<float> brain) => RenderChannel(_grid.Shares(slice, 1), window: null, 0, brain);

    private void RenderChannel(IReadOnlyList<SliceShare> shares, HuWindow? window, float fill, Span<float> target)
    {
        target.Fill(fill);
        var (rows, columns) = (_grid.Source.Rows, _grid.Source.Columns);
        var box = shares.Aggregate(PixelBox.Empty, (union, share) => union.Union(BoxOf(share)))
            .Within(rows, columns);
        if (box.IsEmpty)
            return;

        var sums = ArrayPool<Vector2>.Shared.Rent(rows * columns + columns);
        Array.Clear(sums, 0, rows * columns + columns);
        var line = sums.AsSpan(rows * columns, columns);
        foreach (var share in shares)
            Accumulate(share, sums);
        var (firstRow, endRow) = _rows.TargetsOf(box.Row, box.RowEnd);
        var (firstColumn, endColumn) = _columns.TargetsOf(box.Column, box.ColumnEnd);
        for (var row = firstRow; row < endRow; row++)
        {
            FilterRows(sums, row, box, line);
            FilterColumns(line, firstColumn, window, target.Slice(row * _grid.Columns, _grid.Columns)[..endColumn]);
        }
        ArrayPool<Vector2>.Shared.Return(sums);
    }

    /// <summary>The brain of a source slice, as it lies in the analysis slice.</summary>
    private PixelBox BoxOf(SliceShare share) => PixelBox.Around(_brain, share.Slice).Shifted(-share.RowShift, -share.ColumnShift);

    /// <summary>Adds the brain of one source slice to the sums: X the weighted HU, Y the weight. Axis order row, column, as in the source.</summary>
    private void Accumulate(SliceShare share, Vector2[] sums)
    {
        var (rows, columns) = (_grid.Source.Rows, _grid.Source.Columns);
        var box = BoxOf(share).Within(rows, columns);
        for (var row = box.Row; row < box.RowEnd; row++)
        {
            var voxels = _volume.Slice(share.Slice).Slice((row + share.RowShift) * columns, columns);
            var words = _brain.Row(share.Slice, row + share.RowShift);
            var target = sums.AsSpan(row * columns, columns);
            for (var i = 0; i < words.Length; i++)
            {
                for (var left = words[i]; left != 0; left &= left - 1)
                {
                    var column = i * 64 + BitOperations.TrailingZeroCount(left);
                    var shifted = column - share.ColumnShift;
                    if ((uint)shifted < (uint)columns)
                        target[shifted] += new Vector2(voxels[column], 1) * share.Weight;
                }
            }
        }
    }

    private void FilterRows(ReadOnlySpan<Vector2> sums, int row, PixelBox box, Span<Vector2> line)
    {
        var weights = _rows.At(row, out var first);
        var width = box.ColumnEnd - box.Column;
        var target = MemoryMarshal.Cast<Vector2, float>(line.Slice(box.Column, width));
        target.Clear();
        for (var tap = 0; tap < weights.Length; tap++)
            VectorMath.AddScaled(MemoryMarshal.Cast<Vector2, float>(sums.Slice((first + tap) * line.Length + box.Column, width)), weights[tap], target);
    }

    private void FilterColumns(ReadOnlySpan<Vector2> line, int firstColumn, HuWindow? window, Span<float> target)
    {
        for (var column = firstColumn; column < target.Length; column++)
        {
            var weights = _columns.At(column, out var first);
            var sum = Vector2.Zero;
            for (var tap = 0; tap < weights.Length; tap++)
                sum += line[first + tap] * weights[tap];
            if (sum.Y >= BrainPart)
                target[column] = window?.Normalize(sum.X / sum.Y) ?? 1;
        }
    }
}
