using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Core.Aggregation;

/// <summary>How the slices that were analysed lie on the source voxels: slabs of source slices, resampled in plane. Both share the image's outer edge.</summary>
/// <param name="RowScale">Source rows per analysis row.</param>
/// <param name="ColumnScale">Source columns per analysis column.</param>
/// <param name="Slabs">Source slices that each analysis slice stands for.</param>
public sealed record PatchPlacement(double RowScale, double ColumnScale, IReadOnlyList<SliceRange> Slabs)
{
    /// <summary>The analysis slices of a grid; each stands for the source slices that carry its score.</summary>
    public static PatchPlacement Of(AnalysisGrid grid)
    {
        var source = grid.Source;
        var slices = Enumerable.Range(0, source.SliceCount).ToLookup(grid.ScoredBy);
        return new(
            (double)source.Rows / grid.Rows,
            (double)source.Columns / grid.Columns,
            [.. Enumerable.Range(0, grid.SliceCount).Select(slice => new SliceRange(slices[slice].FirstOrDefault(0), slices[slice].LastOrDefault(-1)))]);
    }

    /// <summary>The source voxels under a patch, whole pixels, cut off at the edges of the image.</summary>
    public SourcePatch ToSource(ScoredPatch patch, VolumeGeometry geometry, float score)
    {
        var (top, bottom) = Scaled(patch.Row, patch.Size, RowScale, geometry.Rows);
        var (left, right) = Scaled(patch.Column, patch.Size, ColumnScale, geometry.Columns);
        return new SourcePatch(Slabs[patch.Slice], top, left, bottom - top, right - left, score);
    }

    private static (int Start, int End) Scaled(int start, int size, double scale, int limit) =>
        ((int)Math.Clamp(Math.Round(start * scale), 0, limit), (int)Math.Clamp(Math.Round((start + size) * scale), 0, limit));
}

/// <summary>A patch in source voxels: where a reader can look for what the network saw.</summary>
/// <param name="Slices">Source slices it stands for.</param>
/// <param name="Row">First row.</param>
/// <param name="Column">First column.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Score">Score of the patch for the class in question, 0..1.</param>
public sealed record SourcePatch(SliceRange Slices, int Row, int Column, int Rows, int Columns, float Score);
