using System.Runtime.Intrinsics.X86;
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
    /// <summary>Largest part by which a convolution may differ: bfloat16 rounds to a 256th.</summary>
    private const double LargestDifference = 0.02;

    /// <summary>What every convolution is tried on: noise, which none gets right by luck.</summary>
    private const int ProbeCount = 4, ProbeSide = 96;

    private readonly PatchFcnNetwork _own;
    private readonly (Parameter Own, Parameter Twin)[] _weights;
    private readonly (Tensor Own, Tensor Twin)[] _means;

    /// <param name="network">The network; it is changed by <see cref="HandBack"/> alone.</param>
    public ReducedTwin(PatchFcnNetwork network)
    {
        (_own, Network) = (network, new PatchFcnNetwork(network.Spec));
        foreach (var module in Network.modules().Where(module => module is Conv2d or ConvTranspose2d))
            module.to(ScalarType.BFloat16);
        _weights = [.. network.parameters().Zip(Network.parameters())];
        _means = [.. network.buffers().Zip(Network.buffers())];
    }

    /// <summary>The twin.</summary>
    public PatchFcnNetwork Network { get; }

    /// <summary>
    /// Whether libtorch reckons bfloat16 with the processor's wide registers. Without AVX-512 it takes one number after the other: a convolution takes some hundred times as long as with
    /// single precision, and the check of <see cref="Agrees"/> alone many minutes.
    /// </summary>
    public static bool IsQuick => !X86Base.IsSupported || Avx512BW.IsSupported;

    /// <summary>A twin that may be learned from.</summary>
    /// <exception cref="InvalidDataException">This processor's bfloat16 is slow (<see cref="IsQuick"/>) or wrong (<see cref="Agrees"/>).</exception>
    public static ReducedTwin Trusted(PatchFcnNetwork network)
    {
        if (!IsQuick)
            throw new InvalidDataException("This processor has no AVX-512: bfloat16 would take a hundred times as long as single precision. Give \"precision\": \"single\".");
        var twin = new ReducedTwin(network);
        if (twin.Agrees())
            return twin;
        twin.Dispose();
        throw new InvalidDataException("The bfloat16 convolutions of libtorch give wrong numbers on this processor. Give \"precision\": \"single\".");
    }

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

    /// <summary>
    /// Whether the convolutions of this processor's bfloat16 give what those of single precision give, but for its bits. On some (AMD EPYC of family 26, libtorch 2.10) they give other numbers altogether, without
    /// an error: a network learns from them, and knows nothing.
    /// </summary>
    public bool Agrees()
    {
        using var _ = no_grad();
        TakeOver();
        return Convolutions(_own).Zip(Convolutions(Network)).All(pair => Difference(pair.First, pair.Second) <= LargestDifference);
    }

    private static IEnumerable<Conv2d> Convolutions(PatchFcnNetwork network) => network.modules().OfType<Conv2d>();

    private static double Difference(Conv2d own, Conv2d twin)
    {
        using var scope = NewDisposeScope();
        var random = new Random(1);
        var values = new float[ProbeCount * own.in_channels * ProbeSide * ProbeSide];
        foreach (ref var value in values.AsSpan())
            value = random.NextSingle();
        var probe = tensor(values, [ProbeCount, own.in_channels, ProbeSide, ProbeSide]);
        var expected = own.forward(probe);
        return ((twin.forward(probe.to(ScalarType.BFloat16)).to(ScalarType.Float32) - expected).norm() / expected.norm()).ToDouble();
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
