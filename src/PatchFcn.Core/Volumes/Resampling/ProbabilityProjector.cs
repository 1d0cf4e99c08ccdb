using System.Buffers;

namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>
/// Brings probabilities from the analysis slices back to the source slices: along the normal by the extent they share, in plane by linear interpolation
/// (area averaging where the source is coarser). What was stripped has no say in it, as in the slices that were made for the network: counted as 0 it would peel blood off the
/// rim of the brain, an eighth of a millimetre and more. Safe for concurrent use.
/// </summary>
public sealed class ProbabilityProjector
{
    private readonly AnalysisGrid _grid;
    private readonly VoxelMask _brain;
    private readonly IReadOnlyList<float[]> _kept;
    private readonly AxisFilter _rows;
    private readonly AxisFilter _columns;

    /// <summary>Prepares a study.</summary>
    /// <param name="grid">Where its analysis slices lie.</param>
    /// <param name="brain">The voxels that were not stripped.</param>
    /// <param name="kept">For every analysis slice 1 where it is brain, 0 where it was stripped (<see cref="SliceRenderer.RenderBrain"/>); axis order row, column.</param>
    public ProbabilityProjector(AnalysisGrid grid, VoxelMask brain, IReadOnlyList<float[]> kept)
    {
        (_grid, _brain, _kept) = (grid, brain, kept);
        _rows = new AxisFilter(grid.Rows, grid.Source.Rows);
        _columns = new AxisFilter(grid.Columns, grid.Source.Columns);
    }

    /// <summary>Makes the maps of all classes of one source slice, for the voxels of the brain; what is left in all others means nothing.</summary>
    /// <param name="sourceSlice">Source slice.</param>
    /// <param name="analysed">The probabilities of every analysis slice, 0..1; axis order class, row, column, as in the grid.</param>
    /// <param name="maps">Receives the probabilities, 0..1; axis order class, row, column, as in the source.</param>
    public void Project(int sourceSlice, IReadOnlyList<float[]> analysed, Span<float> maps)
    {
        var source = _grid.Source;
        var box = PixelBox.Around(_brain, sourceSlice);
        var shares = _grid.Analysed(sourceSlice);
        var channels = 1 + maps.Length / source.SliceLength;
        var rented = ArrayPool<float>.Shared.Rent(channels * (_grid.Columns + source.Columns));
        var lines = rented.AsSpan(0, channels * _grid.Columns);
        for (var row = box.Row; row < box.RowEnd; row++)
        {
            var sums = rented.AsSpan(lines.Length, channels * box.Columns);
            sums.Clear();
            foreach (var share in shares)
            {
                FilterRows(_kept[share.Slice], analysed[share.Slice], Math.Clamp(row - share.RowShift, 0, source.Rows - 1), lines);
                FilterColumns(lines, share, box, sums);
            }
            for (var start = 0; start < maps.Length; start += source.SliceLength)
                Divide(sums.Slice((1 + start / source.SliceLength) * box.Columns, box.Columns), sums[..box.Columns], maps.Slice(start + row * source.Columns + box.Column, box.Columns));
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>One row of what is kept, and of every class where it is kept.</summary>
    private void FilterRows(ReadOnlySpan<float> kept, ReadOnlySpan<float> analysed, int row, Span<float> lines)
    {
        lines.Clear();
        var columns = _grid.Columns;
        var weights = _rows.At(row, out var first);
        for (var tap = 0; tap < weights.Length; tap++)
        {
            var start = (first + tap) * columns;
            var mask = kept.Slice(start, columns);
            VectorMath.AddScaled(mask, weights[tap], lines[..columns]);
            for (var line = columns; line < lines.Length; line += columns, start += kept.Length)
                VectorMath.AddScaledWhere(mask, analysed.Slice(start, columns), weights[tap], lines.Slice(line, columns));
        }
    }

    private void FilterColumns(ReadOnlySpan<float> lines, SliceShare share, PixelBox box, Span<float> sums)
    {
        for (var column = 0; column < box.Columns; column++)
        {
            var weights = _columns.At(Math.Clamp(box.Column + column - share.ColumnShift, 0, _columns.To - 1), out var first);
            for (var target = column; target < sums.Length; target += box.Columns, first += _columns.From)
            {
                var sum = 0f;
                for (var tap = 0; tap < weights.Length; tap++)
                    sum += lines[first + tap] * weights[tap];
                sums[target] += share.Weight * sum;
            }
        }
    }

    private static void Divide(ReadOnlySpan<float> sums, ReadOnlySpan<float> weights, Span<float> map)
    {
        for (var i = 0; i < map.Length; i++)
            map[i] = weights[i] > 0 ? sums[i] / weights[i] : 0;
    }
}
