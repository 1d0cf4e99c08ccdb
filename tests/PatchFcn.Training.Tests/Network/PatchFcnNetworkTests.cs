using PatchFcn.Core.Aggregation;
using PatchFcn.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Network;

[Collection(Torch.Collection)]
public sealed class PatchFcnNetworkTests
{
    /// <summary>R51, as far as shapes tell.</summary>
    [Theory]
    [InlineData(false, 2, 1)]
    [InlineData(true, 5, 5)]
    public void Branches_Patches_HaveOneValueForEveryPixelAndDecision(bool multiclass, int pixelChannels, int decisions)
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var network = new PatchFcnNetwork(new NetworkSpec { Width = 0.25, Classes = multiclass ? HemorrhageClass.Types : HemorrhageClass.Binary });

        var features = network.Features(rand(2, 3, 64, 96));

        Assert.Equal([2, pixelChannels, 64, 96], network.PixelLogits(features).shape);
        Assert.Equal([2, 2, decisions], network.PatchLogits(features).shape);
    }

    [Fact]
    public void Create_SameSeed_HasTheSameWeights()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        manual_seed(7);
        using var first = new PatchFcnNetwork(new NetworkSpec { Width = 0.25 });
        manual_seed(7);
        using var second = new PatchFcnNetwork(new NetworkSpec { Width = 0.25 });

        Assert.All(first.state_dict().Zip(second.state_dict()), pair => Assert.True(pair.First.Value.equal(pair.Second.Value).all().item<bool>()));
    }

    /// <summary>TorchSharp counts with a number that a garbage collection may free too early.</summary>
    [Fact]
    public void Create_BatchNorms_CountNothing()
    {
        Torch.Require();
        using var network = new PatchFcnNetwork(new NetworkSpec { Width = 0.25 });

        var norms = network.modules().OfType<BatchNorm2d>().ToList();
        Assert.NotEmpty(norms);
        Assert.All(norms, norm => Assert.Null(norm.num_batches_tracked));
    }
}
