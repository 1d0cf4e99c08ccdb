using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Network;

/// <summary>Weights before training.</summary>
internal static class Initialization
{
    /// <summary>Convolutions as in the public DRN code (normal, variance 2 / outgoing connections), the up-convolution as a linear interpolation of random mixtures.</summary>
    public static void Apply(PatchFcnNetwork network)
    {
        using var _ = no_grad();
        foreach (var convolution in network.modules().OfType<Conv2d>())
        {
            var outgoing = convolution.kernel_size[0] * convolution.kernel_size[1] * convolution.out_channels;
            convolution.weight.normal_(0, Math.Sqrt(2.0 / outgoing));
            convolution.bias?.zero_();
        }
        Interpolate(network.PixelBranch);
    }

    private static void Interpolate(ConvTranspose2d up)
    {
        using var scope = NewDisposeScope();
        var side = (int)up.kernel_size[0];
        var rise = Enumerable.Range(0, side).Select(i => 1 - Math.Abs((i + 0.5) / (side / 2) - 1)).ToArray();
        var line = tensor(rise, dtype: ScalarType.Float32);
        var mixture = empty(up.in_channels, up.out_channels, 1, 1).normal_(0, Math.Sqrt(1.0 / up.in_channels));
        up.weight.copy_(mixture * line.reshape(1, 1, side, 1) * line.reshape(1, 1, 1, side));
        up.bias?.zero_();
    }
}
