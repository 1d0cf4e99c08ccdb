using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using PatchFcn.Training.Sampling;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PatchFcn.Training.Learning;

/// <summary>Losses of a minibatch; a branch that is not trained has 0.</summary>
/// <param name="Pixels">Cross-entropy of the pixel branch.</param>
/// <param name="Patches">Cross-entropy of the patch branch.</param>
internal readonly record struct Losses(double Pixels, double Patches)
{
    public double Total => Pixels + Patches;
}

/// <summary>Trains one part of a network: stochastic gradient descent on the cross-entropy of both branches (paper, "training").</summary>
internal sealed class Trainer : IDisposable
{
    private readonly PatchFcnNetwork _network;
    private readonly TrainedPart _part;
    private readonly Tensor _weights;

    public Trainer(PatchFcnNetwork network, TrainingPreset preset, TrainedPart part)
    {
        (_network, _part) = (network, part);
        _weights = tensor([1f, .. Enumerable.Repeat(preset.PositiveWeight, preset.Network.Classes.Count)]);
        foreach (var (module, trained) in Parts())
            foreach (var parameter in module.parameters())
                parameter.requires_grad = trained;
        Optimizer = optim.SGD(network.parameters().Where(parameter => parameter.requires_grad), 0, preset.Momentum);
    }

    /// <summary>Holds the momentum.</summary>
    public SGD Optimizer { get; }

    /// <summary>One step downhill.</summary>
    public Losses Step(PatchBatch batch, double rate)
    {
        using var scope = NewDisposeScope();
        foreach (var (module, trained) in Parts())
            module.train(trained);
        foreach (var group in Optimizer.ParamGroups)
            group.LearningRate = rate;
        Optimizer.zero_grad();
        var (pixels, patches) = Losses(batch);
        ((pixels ?? 0f) + (patches ?? 0f)).backward();
        Optimizer.step();
        return new Losses(pixels?.ToDouble() ?? 0, patches?.ToDouble() ?? 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Optimizer.Dispose();
        _weights.Dispose();
    }

    private (Tensor? Pixels, Tensor? Patches) Losses(PatchBatch batch)
    {
        var input = tensor(batch.Inputs, [batch.Count, AnalysisGrid.Channels, batch.Side, batch.Side]);
        var features = Features(input);
        var pixels = _part == TrainedPart.Patches
            ? null
            : functional.cross_entropy(_network.PixelLogits(features), tensor(batch.Pixels, [batch.Count, batch.Side, batch.Side]), _weights);
        // Patches with too little blood to say (-1) are left out.
        var patches = _part == TrainedPart.Pixels
            ? null
            : functional.cross_entropy(_network.PatchLogits(features), tensor(batch.Patches, [batch.Count, batch.Patches.Length / batch.Count]), ignore_index: -1);
        return (pixels, patches);
    }

    private Tensor Features(Tensor input)
    {
        if (_part != TrainedPart.Patches)
            return _network.Features(input);
        using var _ = no_grad();
        return _network.Features(input);
    }

    /// <summary>What is not trained stays as it is: its weights, and the running means of its batch norms.</summary>
    private IEnumerable<(Module Module, bool Trained)> Parts() =>
    [
        (_network.Backbone, _part != TrainedPart.Patches),
        (_network.PixelBranch, _part != TrainedPart.Patches),
        (_network.PatchBranch, _part != TrainedPart.Pixels),
    ];
}
