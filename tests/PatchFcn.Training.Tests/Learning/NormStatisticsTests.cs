using PatchFcn.Training.Learning;
using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Learning;

[Collection(Torch.Collection)]
public sealed class NormStatisticsTests
{
    /// <summary>R177: batch norms are measured over all the minibatches given, each counting the same.</summary>
    [Fact]
    public void Measure_SeveralMinibatches_GivesTheirMean()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        manual_seed(3);
        using var network = new PatchFcnNetwork(new NetworkSpec { Width = 0.25 });
        Tensor[] inputs = [rand(2, 3, 48, 48), zeros(2, 3, 48, 48)];
        var (convolution, norm) = ((Conv2d)((Sequential)network.Backbone[0])[0], (BatchNorm2d)((Sequential)network.Backbone[0])[1]);
        var expected = convolution.forward(inputs[0]).mean([0, 2, 3]).data<float>().Select(mean => mean / 2).ToArray();

        NormStatistics.Measure(network, TrainedPart.All, inputs);

        Assert.All(expected.Zip(norm.running_mean!.data<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    /// <summary>R177: what is not trained stays as it is.</summary>
    [Fact]
    public void Measure_PatchBranchAlone_LeavesTheBackbone()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var network = new PatchFcnNetwork(new NetworkSpec { Width = 0.25 });
        var before = network.Backbone.buffers().Select(buffer => buffer.clone()).ToList();
        var branch = ((BatchNorm2d)network.PatchBranch[1]).running_mean!.clone();

        NormStatistics.Measure(network, TrainedPart.Patches, [rand(2, 3, 48, 48)]);

        Assert.All(before.Zip(network.Backbone.buffers()), pair => Assert.True(pair.First.Equals(pair.Second)));
        Assert.False(branch.Equals(((BatchNorm2d)network.PatchBranch[1]).running_mean!));
    }
}
