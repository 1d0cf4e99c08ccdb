using PatchFcn.Core.Patches;
using PatchFcn.Inference.Models;

namespace PatchFcn.Inference.Scoring;

/// <summary>
/// Takes the brain of one slice through the network in one piece, and pools the scores of its patches from <c>patchLogits</c>. Approximate: a pixel sees more than
/// its patch, and is predicted once instead of averaged.
/// </summary>
internal sealed class DensePass(PatchScorer scorer)
{
    private const int Cell = NetworkContract.LogitCell;

    private readonly ModelManifest _manifest = scorer.Manifest;

    /// <summary>Scores one slice.</summary>
    /// <exception cref="ModelPackageException">The model cannot be scored this way.</exception>
    public SliceScores Score(ReadOnlyMemory<float> channels, int rows, int columns, CancellationToken cancellation)
    {
        if (!scorer.SupportsDense)
            throw Unsupported("its network has no patchLogits, or takes images of one size only (so does TensorRT)");
        if (_manifest.Patch % Cell != 0 || _manifest.Stride % Cell != 0)
            throw Unsupported($"its patch and stride are no multiples of {Cell}");

        var pixels = new float[_manifest.Classes.Count * rows * columns];
        var box = DenseBox.Around(channels.Span, rows, columns, _manifest.FillValue, _manifest.Patch);
        if (box is null)
            return new SliceScores(pixels, [new PatchScore(default, scorer.Blank.Scores)], 0);
        var (inBox, logits) = scorer.RunDense(box.CutOut(channels.Span, _manifest.FillValue), box.Height, box.Width, cancellation);
        box.PutBack(inBox, pixels);
        return new SliceScores(pixels, Pool(logits, box), 1);
    }

    private List<PatchScore> Pool(float[] logits, DenseBox box)
    {
        var (height, width) = (box.Height / Cell, box.Width / Cell);
        var grid = new PatchGrid(height, width, _manifest.Patch / Cell, _manifest.Stride / Cell);
        return [.. grid.Positions.Select(position => new PatchScore(
            new PatchPosition(box.Row + position.Row * Cell, box.Column + position.Column * Cell),
            [.. Enumerable.Range(0, _manifest.PatchScores).Select(score => Pool(logits.AsSpan(score * height * width, height * width), width, position, grid.Patch))]))];
    }

    private float Pool(ReadOnlySpan<float> logits, int width, PatchPosition position, int side)
    {
        var sum = 0.0;
        for (var row = 0; row < side; row++)
            foreach (var logit in logits.Slice((position.Row + row) * width + position.Column, side))
                sum += logit;
        var score = (float)(1 / (1 + Math.Exp(-sum / (side * side))));
        NetworkContract.EnsureProbabilities([score], _manifest);
        return score;
    }

    private ModelPackageException Unsupported(string reason) =>
        new(ModelPackageException.GridUnsupported, $"{_manifest.Name} cannot be scored on the grid dense: {reason}. Use exact.");
}
