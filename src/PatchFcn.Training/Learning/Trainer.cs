using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using PatchFcn.Training.Sampling;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PatchFcn.Training.Learning;

/// <summary>Losses of a minibatch; a branch that is not trained, or that the minibatch says nothing to, has 0.</summary>
/// <param name="Pixels">Cross-entropy of the pixel branch.</param>
/// <param name="Patches">Cross-entropy of the patch branch.</param>
internal readonly record struct Losses(double Pixels, double Patches)
{
    public double Total => Pixels + Patches;
}

/// <summary>Trains one part of a network: gradient descent on the cross-entropy of both branches (paper, "training").</summary>
internal sealed class Trainer : IDisposable
{
    /// <summary>Minibatches in a row that may teach nothing before the run is given up.</summary>
    private const int MostSkipped = 40;

    private readonly PatchFcnNetwork _network;
    private readonly ReducedTwin? _twin;
    private readonly TrainedPart _part;
    private readonly Tensor _weights;
    private readonly Tensor _patchShare;
    private int _skipped;

    /// <param name="network">The network; its weights are changed.</param>
    /// <param name="preset">How it learns.</param>
    /// <param name="part">What of it learns.</param>
    /// <param name="averages">Whether the mean of the weights over all steps is kept, to be taken in the end.</param>
    /// <exception cref="InvalidDataException">The preset asks for bfloat16, and this processor's is wrong.</exception>
    public Trainer(PatchFcnNetwork network, TrainingPreset preset, TrainedPart part, bool averages = false)
    {
        _twin = preset.Precision == Precision.BFloat16 ? ReducedTwin.Trusted(network) : null;
        (_network, _part) = (_twin?.Network ?? network, part);
        _weights = tensor([1f, .. Enumerable.Repeat(preset.PositiveWeight, preset.Network.Classes.Count)]);
        _patchShare = tensor(part == TrainedPart.All ? preset.PatchShare : 1f);
        foreach (var (module, changes) in Parts(network))
            foreach (var parameter in module.parameters())
                parameter.requires_grad = changes;
        var trained = network.named_parameters().Where(named => named.parameter.requires_grad);
        Optimizer = preset.Optimizer == Presets.Optimizer.Adam ? new AdamDescent(trained, averages) : new MomentumDescent(trained, preset.Momentum, averages);
    }

    /// <summary>Holds the momentum.</summary>
    public Descent Optimizer { get; }

    /// <summary>One step downhill.</summary>
    /// <returns>
    /// The losses; null where nothing was moved: the minibatch says nothing to the part that is trained, or a gradient is not finite. On some processors convolutions with bfloat16 give that for minibatches of some sizes, and a single one would be the end of the weights.
    /// </returns>
    /// <exception cref="InvalidDataException">Gradients were not finite too often in a row: the run has diverged.</exception>
    public Losses? Step(PatchBatch batch, double rate)
    {
        using var scope = NewDisposeScope();
        _twin?.TakeOver();
        foreach (var (module, trained) in Parts(_network))
            module.train(trained);
        Optimizer.ZeroGrad();
        var (pixels, patches) = Losses(batch);
        if (pixels is null && patches is null)
            return null;
        var weighted = patches?.mul(_patchShare);
        (pixels is not null && weighted is not null ? pixels.add(weighted, Held.One) : (pixels ?? weighted)!).backward();
        _twin?.HandBack();
        if (!Optimizer.HasFiniteGradients())
            return Skip();
        _skipped = 0;
        Optimizer.Step(rate);
        return new Losses(pixels?.ToDouble() ?? 0, patches?.ToDouble() ?? 0);
    }

    private Losses? Skip() => ++_skipped < MostSkipped
        ? null
        : throw new InvalidDataException($"The gradients of {MostSkipped} minibatches in a row are not numbers: training has diverged. Begin from the last good checkpoint with a lower rate, with \"precision\": \"single\", or with other crop sizes.");

    /// <inheritdoc/>
    public void Dispose()
    {
        Optimizer.Dispose();
        _weights.Dispose();
        _patchShare.Dispose();
        _twin?.Dispose();
    }

    private (Tensor? Pixels, Tensor? Patches) Losses(PatchBatch batch)
    {
        using var input = batch.InputTensor();
        var features = Features(_twin is null ? input : input.to(ScalarType.BFloat16));
        var pixels = _part == TrainedPart.Patches || SayNothing(batch.Pixels)
            ? null
            : functional.cross_entropy(_network.PixelLogits(features).to(ScalarType.Float32), batch.PixelTensor(), _weights, PatchBatch.Unknown);
        var patches = _part == TrainedPart.Pixels || SayNothing(batch.Patches)
            ? null
            : functional.cross_entropy(_network.PatchLogits(features).to(ScalarType.Float32), batch.PatchTensor(), ignore_index: PatchBatch.Unknown);
        return (pixels, patches);
    }

    /// <summary>The mean of no losses is no number.</summary>
    private static bool SayNothing(ReadOnlySpan<long> targets) => !targets.ContainsAnyExcept(PatchBatch.Unknown);

    private Tensor Features(Tensor input)
    {
        if (_part != TrainedPart.Patches)
            return _network.Features(input);
        using var _ = no_grad();
        return _network.Features(input);
    }

    /// <summary>What is not trained stays as it is: its weights, and the running means of its batch norms.</summary>
    private IEnumerable<(Module Module, bool Trained)> Parts(PatchFcnNetwork network) =>
    [
        (network.Backbone, _part != TrainedPart.Patches),
        (network.PixelBranch, _part != TrainedPart.Patches),
        (network.PatchBranch, _part != TrainedPart.Pixels),
    ];
}
