using PatchFcn.Training.Learning;
using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using TorchSharp;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Learning;

/// <summary>R48: what goes through the twin is what would have gone through the network, but for the bits that bfloat16 has not.</summary>
[Collection(Torch.Collection)]
public sealed class ReducedTwinTests
{
    [Fact]
    public void HandBack_OneStep_PointsTheSameWayAndUpdatesTheMeans()
    {
        Torch.Require(Precision.BFloat16);
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var network = new PatchFcnNetwork(new NetworkSpec { Width = 0.25 });
        var input = rand(4, 3, 64, 64);
        var (expected, expectedMean) = Backward(network, input);
        network.zero_grad();
        network.Backbone.buffers().First().zero_();

        using var twin = new ReducedTwin(network);
        twin.TakeOver();
        Backward(twin.Network, input.to(ScalarType.BFloat16));
        twin.HandBack();

        var actual = network.PixelBranch.weight.grad!;
        var cosine = (actual * expected).sum().ToDouble() / (actual.norm().ToDouble() * expected.norm().ToDouble());
        // bfloat16 keeps 8 bits of each of some 40 products in a row.
        Assert.True(cosine > 0.99, $"The cosine of the gradients is {cosine}.");
        Assert.Equal(ScalarType.Float32, actual.dtype);
        Assert.Equal(expectedMean, network.Backbone.buffers().First().mean().ToDouble(), 0.02 * Math.Abs(expectedMean) + 1e-3);
    }

    private static (Tensor Gradient, double Mean) Backward(PatchFcnNetwork network, Tensor input)
    {
        network.train();
        network.PixelLogits(network.Features(input)).to(ScalarType.Float32).square().mean().backward();
        return (network.PixelBranch.weight.grad!.clone(), network.Backbone.buffers().First().mean().ToDouble());
    }
}
