using PatchFcn.Training.Network;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Onnx;

/// <summary>Networks to export.</summary>
internal static class Exporting
{
    /// <summary>Batch norms that do something: running means and variances of real input, weights and biases that are not 1 and 0.</summary>
    public static PatchFcnNetwork Warmed(NetworkSpec spec)
    {
        using var _ = no_grad();
        manual_seed(3);
        var tenth = tensor(0.1f);
        var network = new PatchFcnNetwork(spec);
        foreach (var (name, parameter) in network.named_parameters())
            if (name.Contains("bn") || name.EndsWith("bias", StringComparison.Ordinal))
                parameter.add_(randn(parameter.shape).mul_(tenth), Held.One);
        for (var i = 0; i < 3; i++)
            network.PatchLogits(network.Features(rand(4, 3, 48, 48)));
        network.eval();
        return network;
    }
}
