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
    /// <summary>Measures those of the part that is trained; the others stay.</summary>
    /// <param name="network">The network.</param>
    /// <param name="part">What is trained.</param>
    /// <param name="inputs">Minibatches, [n, 3, h, w] each.</param>
    public static void Measure(PatchFcnNetwork network, TrainedPart part, IEnumerable<Tensor> inputs)
    {
        using var _ = no_grad();
        network.Backbone.train(part != TrainedPart.Patches);
        network.PatchBranch.train(part != TrainedPart.Pixels);
        Norm.Measure(
            network.modules().OfType<BatchNorm2d>().Where(norm => norm.training),
            inputs.Select<Tensor, Action>(input => () => network.PatchLogits(network.Features(input))));
    }
}
