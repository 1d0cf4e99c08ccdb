using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Evaluation;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Training.Data;

namespace PatchFcn.Training.CrossValidation;

/// <summary>
/// Scores prepared heads with a model package. The patches are those of studies, but laid over the part of the image that holds the brain, so that a score may differ a
/// little from that of <c>patchfcn analyze</c>.
/// </summary>
internal sealed class HeadScorer : IDisposable
{
    private readonly PatchScorer _patches;
    private readonly SliceScorer _slices;
    private readonly ModelManifest _manifest;

    /// <param name="package">Folder of the package.</param>
    public HeadScorer(string package)
    {
        _patches = new PatchScorer(ModelPackage.Load(package), new ScorerOptions { Threads = 1 });
        _slices = new SliceScorer(_patches);
        _manifest = _patches.Manifest;
    }

    /// <summary>Pixels to a side of a patch.</summary>
    public int Patch => _manifest.Patch;

    /// <summary>The scale that heads are to be prepared at.</summary>
    public AnalysisScale Scale => _manifest.Scale;

    /// <summary>Scores a whole head.</summary>
    public HeadScore Score(PreparedHead head, CancellationToken cancellation)
    {
        var scores = new float[head.Slices];
        var pixels = new PixelTally[head.Slices];
        Parallel.For(0, head.Slices, new ParallelOptions { CancellationToken = cancellation }, slice =>
        {
            var scored = ScoreSlice(head, slice, cancellation);
            (scores[slice], pixels[slice]) = (scored.Score, PixelTally.Of(Array.ConvertAll(scored.AnyBlood(head.SliceLength), ProbabilityMap.Quantize), head.Truth(slice)));
        });
        return new HeadScore(scores.Max(), PixelTally.Sum(pixels));
    }

    /// <summary>Scores one slice of a head.</summary>
    public SliceScores ScoreSlice(PreparedHead head, int slice, CancellationToken cancellation) =>
        _slices.Score(Channels(head, slice), head.Rows, head.Columns, ScoringGrid.Exact, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _patches.Dispose();

    private float[] Channels(PreparedHead head, int slice)
    {
        var values = new float[AnalysisGrid.Channels * head.SliceLength];
        for (var channel = 0; channel < AnalysisGrid.Channels; channel++)
        {
            var codes = head.Channel(slice, channel);
            for (var i = 0; i < codes.Length; i++)
                values[channel * head.SliceLength + i] = codes[i] == DensityCode.Stripped ? _manifest.FillValue : _manifest.HuWindow.Normalize(DensityCode.ToHu(codes[i]));
        }
        return values;
    }
}

/// <summary>What a network says of a head.</summary>
/// <param name="Score">The stack score, 0..1: the maximum over its patches (paper, "inference").</param>
/// <param name="Pixels">Its pixels, blood of any class, by what was said of them.</param>
internal sealed record HeadScore(double Score, PixelTally Pixels);
