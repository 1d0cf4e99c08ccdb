using System.Buffers;
using System.Numerics;

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
    private readonly AxisFilter _rows;
    private readonly AxisFilter _columns;

    /// <summary>Prepares a study.</summary>
    /// <param name="grid">Where its analysis slices lie.</param>
    /// <param name="brain">The voxels that were not stripped; all others get probability 0.</param>
    public ProbabilityProjector(AnalysisGrid grid, VoxelMask brain)
    {
        (_grid, _brain) = (grid, brain);
        _rows = new AxisFilter(grid.Rows, grid.Source.Rows);
        _columns = new AxisFilter(grid.Columns, grid.Source.Columns);
    }

    /// <summary>Makes the map of one class of one source slice.</summary>
    /// <param name="sourceSlice">Source slice.</param>
    /// <param name="analysisMap">Gives the map of that class of an analysis slice, NaN where it was stripped; axis order row, column, as in the grid.</param>
    /// <param name="map">Receives the probabilities, 0..1; axis order row, column, as in the source.</param>
    public void Project(int sourceSlice, Func<int, ReadOnlyMemory<float>> analysisMap, Span<float> map)
    {
        map.Clear();
        var box = PixelBox.Around(_brain, sourceSlice);
        var weights = ArrayPool<float>.Shared.Rent(map.Length);
        weights.AsSpan(0, map.Length).Clear();
        foreach (var share in _grid.Analysed(sourceSlice))
            AddShare(share, analysisMap(share.Slice).Span, box, map, weights);
        for (var i = 0; i < map.Length; i++)
            map[i] = weights[i] > 0 ? map[i] / weights[i] : 0;
        ArrayPool<float>.Shared.Return(weights);
        ClearOutside(sourceSlice, map);
    }

    private void AddShare(SliceShare share, ReadOnlySpan<float> analysis, PixelBox box, Span<float> map, Span<float> weights)
    {
        var (rows, columns) = (_grid.Source.Rows, _grid.Source.Columns);
        var rented = ArrayPool<float>.Shared.Rent(2 * _grid.Columns);
        var line = rented.AsSpan(0, _grid.Columns);
        var lineWeights = rented.AsSpan(_grid.Columns, _grid.Columns);
        for (var row = box.Row; row < box.RowEnd; row++)
        {
            FilterRows(analysis, Math.Clamp(row - share.RowShift, 0, rows - 1), line, lineWeights);
            for (var column = box.Column; column < box.ColumnEnd; column++)
            {
                var (sum, weight) = FilterColumns(line, lineWeights, Math.Clamp(column - share.ColumnShift, 0, columns - 1));
                map[row * columns + column] += share.Weight * sum;
                weights[row * columns + column] += share.Weight * weight;
            }
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    private void FilterRows(ReadOnlySpan<float> analysis, int row, Span<float> line, Span<float> lineWeights)
    {
        line.Clear();
        lineWeights.Clear();
        var weights = _rows.At(row, out var first);
        for (var tap = 0; tap < weights.Length; tap++)
            VectorMath.AddScaledNumbers(analysis.Slice((first + tap) * line.Length, line.Length), weights[tap], line, lineWeights);
    }

    private (float Sum, float Weight) FilterColumns(ReadOnlySpan<float> line, ReadOnlySpan<float> lineWeights, int column)
    {
        var weights = _columns.At(column, out var first);
        var (sum, weight) = (0f, 0f);
        for (var tap = 0; tap < weights.Length; tap++)
        {
            sum += line[first + tap] * weights[tap];
            weight += lineWeights[first + tap] * weights[tap];
        }

        return (sum, weight);
    }

    private void ClearOutside(int slice, Span<float> map)
    {
        for (var row = 0; row < _brain.Rows; row++)
        {
            var words = _brain.Row(slice, row);
            for (var i = 0; i < words.Length; i++)
            {
                var bits = i == words.Length - 1 ? _brain.LastWordBits : ulong.MaxValue;
                for (var left = ~words[i] & bits; left != 0; left &= left - 1)
                    map[row * _brain.Columns + i * 64 + BitOperations.TrailingZeroCount(left)] = 0;
            }
        }
    }
}
