using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Core.Tests.Resampling;

/// <summary>What <see cref="ProbabilityProjector"/> is to give, one voxel at a time: for each share rows first, then columns, in ascending order.</summary>
internal sealed class PlainProjection(AnalysisGrid grid, float[][] kept, float[][] analysed)
{
    private readonly AxisFilter _rows = new(grid.Rows, grid.Source.Rows);
    private readonly AxisFilter _columns = new(grid.Columns, grid.Source.Columns);

    /// <summary>The probability of a class in a voxel; 0 where nothing was kept.</summary>
    public float At(int index, int slice, int row, int column)
    {
        var (sum, weight) = (0f, 0f);
        foreach (var share in grid.Analysed(slice))
        {
            var rowWeights = _rows.At(Math.Clamp(row - share.RowShift, 0, grid.Source.Rows - 1), out var firstRow);
            var columnWeights = _columns.At(Math.Clamp(column - share.ColumnShift, 0, grid.Source.Columns - 1), out var firstColumn);
            var (ofShare, weightOfShare) = (0f, 0f);
            for (var tap = 0; tap < columnWeights.Length; tap++)
            {
                var (line, weightOfLine) = FilterRows(index, share.Slice, firstRow * grid.Columns + firstColumn + tap, rowWeights);
                ofShare += line * columnWeights[tap];
                weightOfShare += weightOfLine * columnWeights[tap];
            }
            sum += share.Weight * ofShare;
            weight += share.Weight * weightOfShare;
        }
        return weight > 0 ? sum / weight : 0;
    }

    private (float Sum, float Weight) FilterRows(int index, int slice, int first, ReadOnlySpan<float> weights)
    {
        var (sum, weight) = (0f, 0f);
        for (var tap = 0; tap < weights.Length; tap++)
        {
            var pixel = first + tap * grid.Columns;
            if (kept[slice][pixel] == 0)
                continue;
            sum += analysed[slice][index * grid.SliceLength + pixel] * weights[tap];
            weight += weights[tap];
        }
        return (sum, weight);
    }
}
