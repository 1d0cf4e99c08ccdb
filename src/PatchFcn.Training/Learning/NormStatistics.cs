using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Learning;

/// <summary>
/// The running means and variances of batch norms, measured over many minibatches. Those that training keeps remember some ten minibatches, whose share of blood and whose
/// size of crops differ: the patch branch's mean of sensitivity and specificity went from 0.86 to 0.64 and to 0.81 from epoch to epoch with them (precise batch norm: Wu and
/// Johnson, "Rethinking 'Batch' in BatchNorm", 2021).
/// </summary>
internal static class NormStatistics
{
    /// <summary>Part of a running mean that a batch norm takes from the newest minibatch, as libtorch has it.</summary>
    private const float Momentum = 0.1f;

    /// <summary>Measures those of the part that is trained; the others stay.</summary>
    /// <param name="network">The network.</param>
    /// <param name="part">What is trained.</param>
    /// <param name="inputs">Minibatches, [n, 3, h, w] each.</param>
    public static void Measure(PatchFcnNetwork network, TrainedPart part, IReadOnlyCollection<Tensor> inputs)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        network.Backbone.train(part != TrainedPart.Patches);
        network.PatchBranch.train(part != TrainedPart.Pixels);
        var kept = network.modules().OfType<BatchNorm2d>().Where(norm => norm.training).SelectMany(norm => new[] { norm.running_mean!, norm.running_var! }).ToList();
        var sums = kept.ConvertAll(statistic => zeros(statistic.shape));
        foreach (var input in inputs)
        {
            kept.ForEach(statistic => statistic.zero_());
            using (NewDisposeScope())
                network.PatchLogits(network.Features(input));
            foreach (var (sum, statistic) in sums.Zip(kept))
                sum.add_(statistic, Held.One);
        }
        var whole = tensor(Momentum * inputs.Count);
        foreach (var (sum, statistic) in sums.Zip(kept))
            statistic.copy_(sum.div(whole));
    }
}
