using PatchFcn.Core.Evaluation;
using PatchFcn.Training.Network;
using PatchFcn.Training.Sampling;
using static TorchSharp.torch;

namespace PatchFcn.Training.Learning;

/// <summary>How a network does on patches of heads it has not learned from.</summary>
/// <param name="Dice">Overlap of marked and true pixels of any blood, over all patches together, 0..1.</param>
/// <param name="PatchAuc">Area under the ROC curve of the combined decision, 0..1: the operating point is chosen later. Null where all patches with a decision have the same.</param>
internal readonly record struct ValidationFigures(double Dice, double? PatchAuc);

/// <summary>A fixed set of patches, drawn without changes, to look at after every epoch.</summary>
internal sealed class Validation
{
    private readonly PatchBatch[] _batches;

    public Validation(PatchSampler sampler, int batches) => _batches = [.. Enumerable.Range(0, batches).Select(index => sampler.Draw(index, asScored: true))];

    /// <summary>Draws what a network makes of the first patches.</summary>
    /// <exception cref="IOException">The picture cannot be written.</exception>
    public void Draw(PatchFcnNetwork network, string path)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        network.eval();
        var background = Background(network, network.Features(_batches[0].InputTensor()));
        PatchSheet.Write(path, _batches[0], Array.ConvertAll(background, value => 1 - value));
    }

    /// <summary>Measures a network.</summary>
    public ValidationFigures Measure(PatchFcnNetwork network)
    {
        using var _ = no_grad();
        network.eval();
        var (both, either) = (0L, 0L);
        var patches = new List<ScoredCase>();
        foreach (var batch in _batches)
        {
            using var scope = NewDisposeScope();
            var features = network.Features(batch.InputTensor());
            var background = Background(network, features);
            for (var i = 0; i < background.Length; i++)
            {
                if (batch.Pixels[i] == PatchBatch.Unknown)
                    continue;
                // Marked where the classes together outweigh the background.
                var (marked, bleeds) = (background[i] < 0.5f, batch.Pixels[i] > 0);
                both += marked && bleeds ? 1 : 0;
                either += (marked ? 1 : 0) + (bleeds ? 1 : 0);
            }

            var decisions = network.PatchLogits(features).select(2, 0);
            var scores = (decisions.select(1, 1) - decisions.select(1, 0)).data<float>().ToArray();
            for (var patch = 0; patch < batch.Count; patch++)
                if (batch.Patches[patch * network.Spec.PatchScores] is >= 0 and var target)
                    patches.Add(new ScoredCase(scores[patch], target == 1));
        }
        return new ValidationFigures(either == 0 ? 1 : 2.0 * both / either, RocCurve.Of(patches)?.Area);
    }

    /// <summary>Probability of no bleed; axis order patch, row, column.</summary>
    private static float[] Background(PatchFcnNetwork network, Tensor features) =>
        nn.functional.softmax(network.PixelLogits(features), 1).select(1, 0).contiguous().data<float>().ToArray();
}
