using PatchFcn.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Learning;

/// <summary>
/// A network's twin whose convolutions reckon with bfloat16. A step runs through the twin; the gradients go to the network itself, whose weights keep all their bits
/// (mixed precision, Micikevicius et al., ICLR 2018; bfloat16 has the range of single precision, so the loss needs no scale).
/// </summary>
internal sealed class ReducedTwin : IDisposable
{
    private readonly (Parameter Own, Parameter Twin)[] _weights;
    private readonly (Tensor Own, Tensor Twin)[] _means;

    /// <param name="network">The network; it is changed by <see cref="HandBack"/> alone.</param>
    public ReducedTwin(PatchFcnNetwork network)
    {
        Network = new PatchFcnNetwork(network.Spec);
        foreach (var module in Network.modules().Where(module => module is Conv2d or ConvTranspose2d))
            module.to(ScalarType.BFloat16);
        _weights = [.. network.parameters().Zip(Network.parameters())];
        _means = [.. network.buffers().Zip(Network.buffers())];
    }

    /// <summary>The twin.</summary>
    public PatchFcnNetwork Network { get; }

    /// <summary>Takes over weights, running means, and what of it is trained.</summary>
    public void TakeOver()
    {
        using (no_grad())
        {
            foreach (var (own, twin) in _weights)
                twin.copy_(own);
            foreach (var (own, twin) in _means)
                twin.copy_(own);
        }
        foreach (var (own, twin) in _weights)
            (twin.requires_grad, twin.grad) = (own.requires_grad, null);
    }

    /// <summary>Hands gradients and running means to the network.</summary>
    public void HandBack()
    {
        using var _ = no_grad();
        foreach (var (own, twin) in _weights)
            own.grad = twin.grad?.to(ScalarType.Float32);
        foreach (var (own, twin) in _means)
            own.copy_(twin);
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
