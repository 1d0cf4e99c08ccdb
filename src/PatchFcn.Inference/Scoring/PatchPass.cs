using PatchFcn.Core.Patches;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Inference.Scoring;

/// <summary>
/// Takes the patches of one slice through the network, batch by batch. Predictions are added up in the order of the grid, known blank patches with what the network
/// makes of a blank one: so the sums, and with them every pixel, are the same to the last bit whether blank patches are skipped or not.
/// </summary>
internal sealed class PatchPass(PatchScorer scorer, PatchGrid grid, PatchBatch batch, CancellationToken cancellation)
{
    private const int Blank = -1;

    private readonly PatchStitcher _stitcher = new(grid, scorer.Manifest.Classes.Count);
    private readonly List<PatchScore> _patches = new(grid.Positions.Count);
    private readonly List<(PatchPosition Position, int Item)> _pending = [];
    private int _items;
    private int _run;

    /// <summary>Adds the next patch of the grid.</summary>
    public void Add(ReadOnlySpan<float> channels, PatchPosition position, bool skipBlank)
    {
        if (skipBlank && IsBlank(channels, position))
        {
            _pending.Add((position, Blank));
            return;
        }
        Extract(channels, position, batch.Slices(_items));
        _pending.Add((position, _items++));
        if (_items == scorer.BatchSize)
            Flush();
    }

    /// <summary>Scores what is left and gives the result.</summary>
    public SliceScores Finish()
    {
        Flush();
        return new SliceScores(_stitcher.Average(), _patches, _run);
    }

    private void Flush()
    {
        if (_items > 0)
            scorer.Run(batch, cancellation);
        foreach (var (position, item) in _pending)
        {
            var known = item == Blank;
            _stitcher.Add(position, known ? scorer.Blank.Pixels : batch.Pixels(item));
            _patches.Add(new PatchScore(position, known ? scorer.Blank.Scores : batch.Scores(item).ToArray()));
        }
        _run += _items;
        _items = 0;
        _pending.Clear();
    }

    private bool IsBlank(ReadOnlySpan<float> channels, PatchPosition position)
    {
        for (var channel = 0; channel < AnalysisGrid.Channels; channel++)
            if (!grid.IsBlank(Channel(channels, channel), position, scorer.Manifest.FillValue))
                return false;
        return true;
    }

    private void Extract(ReadOnlySpan<float> channels, PatchPosition position, Span<float> slices)
    {
        var pixels = grid.Patch * grid.Patch;
        for (var channel = 0; channel < AnalysisGrid.Channels; channel++)
            grid.Extract(Channel(channels, channel), position, scorer.Manifest.FillValue, slices.Slice(channel * pixels, pixels));
    }

    private ReadOnlySpan<float> Channel(ReadOnlySpan<float> channels, int channel) =>
        channels.Slice(channel * grid.Rows * grid.Columns, grid.Rows * grid.Columns);
}
