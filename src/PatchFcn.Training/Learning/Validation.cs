using PatchFcn.Training.Network;
using PatchFcn.Training.Sampling;
using static TorchSharp.torch;

namespace PatchFcn.Training.Learning;

/// <summary>How a network does on patches of heads it has not learned from.</summary>
/// <param name="Dice">Overlap of marked and true pixels of any blood, over all patches together, 0..1.</param>
/// <param name="PatchAccuracy">Mean of sensitivity and specificity of the combined decision at 0.5, 0..1.</param>
internal readonly record struct ValidationFigures(double Dice, double PatchAccuracy);

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
        Span<int> right = [0, 0], all = [0, 0];
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
            var yes = decisions.select(1, 1).gt(decisions.select(1, 0)).data<bool>().ToArray();
            for (var patch = 0; patch < batch.Count; patch++)
            {
                if (batch.Patches[patch * network.Spec.PatchScores] is not (>= 0 and var target))
                    continue;
                all[(int)target]++;
                right[(int)target] += yes[patch] == (target == 1) ? 1 : 0;
            }
        }
        return new ValidationFigures(either == 0 ? 1 : 2.0 * both / either, (Part(right[0], all[0]) + Part(right[1], all[1])) / 2);
    }

    /// <summary>Probability of no bleed; axis order patch, row, column.</summary>
    private static float[] Background(PatchFcnNetwork network, Tensor features) =>
        nn.functional.softmax(network.PixelLogits(features), 1).select(1, 0).contiguous().data<float>().ToArray();

    private static double Part(int count, int of) => of == 0 ? 1 : (double)count / of;
}
