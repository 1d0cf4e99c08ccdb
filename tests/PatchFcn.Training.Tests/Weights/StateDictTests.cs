using PatchFcn.Training.Network;
using PatchFcn.Training.Weights;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Weights;

[Collection(Torch.Collection)]
public sealed class StateDictTests
{
    private static readonly NetworkSpec Spec = new() { Width = 0.25 };

    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    public void Load_WeightsOfTheSameNetwork_AreTaken(string prefix)
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var source = new PatchFcnNetwork(Spec);
        using var target = new PatchFcnNetwork(Spec);

        StateDict.Load(target, source.state_dict().ToDictionary(entry => prefix + entry.Key, entry => entry.Value));

        Assert.True(source.PixelBranch.weight.equal(target.PixelBranch.weight).all().item<bool>());
    }

    [Fact]
    public void LoadBackbone_WeightsWithThePublicNames_AreTaken()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var source = DrnD38.Create(0.25);
        using var target = new PatchFcnNetwork(Spec);

        StateDict.LoadBackbone(target, source.state_dict());

        Assert.All(source.state_dict(), entry => Assert.True(entry.Value.equal(target.Backbone.state_dict()[entry.Key]).all().item<bool>()));
    }

    [Fact]
    public void Load_OtherWidth_NamesTheTensor()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var source = new PatchFcnNetwork(new NetworkSpec { Width = 0.5 });
        using var target = new PatchFcnNetwork(Spec);

        var exception = Assert.Throws<InvalidDataException>(() => StateDict.Load(target, source.state_dict()));

        Assert.Contains("backbone.layer0.0.weight", exception.Message);
    }

    [Fact]
    public void Load_MissingTensor_NamesIt()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var network = new PatchFcnNetwork(Spec);
        var tensors = network.state_dict();
        tensors.Remove("pixel.bias");

        Assert.Contains("pixel.bias", Assert.Throws<InvalidDataException>(() => StateDict.Load(network, tensors)).Message);
    }
}
