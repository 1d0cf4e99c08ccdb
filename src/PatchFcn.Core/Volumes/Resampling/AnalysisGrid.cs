namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>
/// Where the analysis slices of a study lie: its slices averaged into slabs and resampled in plane to the scale of a model. Geometry alone, no voxels.
/// Axis order slice, row, column; the most inferior slice first, as in the source.
/// </summary>
public sealed class AnalysisGrid
{
    /// <summary>Channels of an analysis slice: the slice below, the slice itself, the slice above (paper, "input": three adjacent slices).</summary>
    public const int Channels = 3;

    private readonly AnalysisScale _scale;
    private readonly Slab[] _slices;
    private readonly Slab[] _slabs;
    private readonly InPlaneOffsets _offsets;

    /// <summary>Lays the analysis slices over a study.</summary>
    /// <exception cref="ArgumentException">A length of the scale is not positive.</exception>
    public AnalysisGrid(VolumeGeometry source, AnalysisScale scale)
    {
        ThrowIfNotPositive(scale.PixelSpacingMm);
        ThrowIfNotPositive(scale.SlabMm);
        ThrowIfNotPositive(scale.NeighbourMm);
        (Source, _scale) = (source, scale);
        Rows = Length(source.Rows, source.RowSpacing);
        Columns = Length(source.Columns, source.ColumnSpacing);
        _slices = SlabPartition.Slices(source);
        _slabs = SlabPartition.Divide(_slices, scale.SlabMm);
        _offsets = new InPlaneOffsets(source);
    }

    /// <summary>The slices as acquired.</summary>
    public VolumeGeometry Source { get; }

    /// <summary>The analysis slices along the normal, ascending.</summary>
    public IReadOnlyList<Slab> Slabs => _slabs;

    /// <summary>Number of analysis slices.</summary>
    public int SliceCount => _slabs.Length;

    /// <summary>Rows of an analysis slice. It covers the whole source slice, so its pixels are those of the model to within half a pixel per side.</summary>
    public int Rows { get; }

    /// <summary>Columns of an analysis slice.</summary>
    public int Columns { get; }

    /// <summary>Pixels of one channel of an analysis slice.</summary>
    public int SliceLength => Rows * Columns;

    /// <summary>The analysis slice whose score a source slice carries: the one that shares most of its extent, the lower one of two equal ones.</summary>
    public int ScoredBy(int sourceSlice) => Analysed(sourceSlice).MaxBy(share => share.Weight).Slice;

    /// <summary>The source slices that an analysis slice and its two neighbours are made of.</summary>
    public (int First, int Last) MadeOf(int slice)
    {
        var sources = Enumerable.Range(0, Channels).SelectMany(channel => Shares(slice, channel)).Select(share => share.Slice).ToList();
        return (sources.Min(), sources.Max());
    }

    /// <summary>The shares of source slices in one channel of an analysis slice; empty where there is nothing (<see cref="EdgeRule.Fill"/>).</summary>
    /// <param name="slice">Analysis slice.</param>
    /// <param name="channel">0 the neighbour below, 1 the slice itself, 2 the neighbour above.</param>
    internal IReadOnlyList<SliceShare> Shares(int slice, int channel)
    {
        var own = _slabs[slice];
        return ChannelStretch(slice, channel - 1) is { } stretch ? Shares(_slices, stretch, source => _offsets.Shift(source, own.CentreMm)) : [];
    }

    /// <summary>The shares of analysis slices in the extent of a source slice, with the shift of that source slice against each.</summary>
    internal IReadOnlyList<SliceShare> Analysed(int sourceSlice) =>
        Shares(_slabs, _slices[sourceSlice], slab => _offsets.Shift(sourceSlice, _slabs[slab].CentreMm));

    private Slab? ChannelStretch(int slice, int side)
    {
        var own = _slabs[slice];
        if (side == 0)
            return own;
        var beyond = _scale.Edge == EdgeRule.Repeat ? _slabs[side < 0 ? 0 : ^1] : (Slab?)null;
        if (_scale.NeighbourMm is not { } distance)
            return slice + side >= 0 && slice + side < _slabs.Length ? _slabs[slice + side] : beyond;
        var centre = own.CentreMm + side * distance;
        if (centre < _slabs[0].LowerMm || centre > _slabs[^1].UpperMm)
            return beyond;
        var half = (_scale.SlabMm ?? own.ThicknessMm) / 2;
        return new Slab(centre - half, centre + half, centre);
    }

    private static List<SliceShare> Shares(Slab[] candidates, Slab stretch, Func<int, (int Rows, int Columns)> shift)
    {
        // Shares below a thousandth are rounding of touching faces, not anatomy.
        var overlaps = Array.ConvertAll(candidates, candidate => stretch.Overlap(candidate.LowerMm, candidate.UpperMm) / stretch.ThicknessMm);
        var kept = Enumerable.Range(0, overlaps.Length).Where(i => overlaps[i] > 1e-3).ToList();
        var total = kept.Sum(i => overlaps[i]);
        return kept.ConvertAll(i => new SliceShare(i, (float)(overlaps[i] / total), shift(i).Rows, shift(i).Columns));
    }

    private int Length(int pixels, double spacing) =>
        _scale.PixelSpacingMm is { } target ? Math.Max(1, (int)Math.Round(pixels * spacing / target)) : pixels;

    private static void ThrowIfNotPositive(double? lengthMm)
    {
        if (lengthMm is <= 0 or double.NaN)
            throw new ArgumentException("The lengths of a scale are positive.");
    }
}
