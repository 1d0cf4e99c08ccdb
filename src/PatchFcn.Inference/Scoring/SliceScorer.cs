using PatchFcn.Core.Patches;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Models;

namespace PatchFcn.Inference.Scoring;

/// <summary>Scores analysis slices: patches out of the slice, through the network, and back together. Safe for concurrent use.</summary>
public sealed class SliceScorer(PatchScorer scorer)
{
    private readonly ModelManifest _manifest = scorer.Manifest;

    /// <summary>Scores one analysis slice.</summary>
    /// <param name="channels">The slice and its neighbours, normalised; axis order channel, row, column (<see cref="SliceRenderer.Render"/>).</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="grid">Which patches are scored.</param>
    /// <param name="cancellation">Stops between two batches, and within one.</param>
    /// <exception cref="ModelPackageException">The grid is <see cref="ScoringGrid.Dense"/>, which the model does not support; or the network failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SliceScores Score(ReadOnlyMemory<float> channels, int rows, int columns, ScoringGrid grid, CancellationToken cancellation = default)
    {
        if (channels.Length != AnalysisGrid.Channels * rows * columns)
            throw new ArgumentException("The number of values does not fit the size of the slice.", nameof(channels));
        var scores = grid == ScoringGrid.Dense
            ? new DensePass(scorer).Score(channels, rows, columns, cancellation)
            : ScorePatches(channels, new PatchGrid(rows, columns, _manifest.Patch, _manifest.Stride), skipBlank: grid == ScoringGrid.Exact, cancellation);
        NetworkContract.EnsureProbabilities(scores.Pixels, _manifest);
        return scores;
    }

    private SliceScores ScorePatches(ReadOnlyMemory<float> channels, PatchGrid grid, bool skipBlank, CancellationToken cancellation)
    {
        var batch = scorer.Rent();
        try
        {
            var pass = new PatchPass(scorer, grid, batch, cancellation);
            foreach (var position in grid.Positions)
                pass.Add(channels.Span, position, skipBlank);
            return pass.Finish();
        }
        finally
        {
            scorer.Return(batch);
        }
    }
}
