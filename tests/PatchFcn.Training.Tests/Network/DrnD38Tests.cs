using PatchFcn.Training.Network;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Network;

/// <summary>R50: the backbone.</summary>
[Collection(Torch.Collection)]
public sealed class DrnD38Tests
{
    /// <summary>26.5 M in the table of the public code, of which 513,000 are the classifier for 1000 classes; to the last one counted by hand from its blocks.</summary>
    [Fact]
    public void Create_FullWidth_HasTheParametersOfThePublicNetwork()
    {
        Torch.Require();
        using var backbone = DrnD38.Create(1);

        Assert.Equal(26_501_912 - 513_000, backbone.parameters().Sum(parameter => parameter.numel()));
    }

    [Theory]
    [InlineData(1.0, 64, 512)]
    [InlineData(0.25, 240, 128)]
    [InlineData(0.25, 120, 128)]
    public void Forward_Patch_HasStrideEight(double width, int side, int features)
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var backbone = DrnD38.Create(width);

        Assert.Equal([1, features, side / 8, side / 8], backbone.forward(zeros(1, 3, side, side)).shape);
    }

    [Fact]
    public void Create_Always_HasThirtyEightConvolutionsOnItsLongestWay()
    {
        Torch.Require();
        using var backbone = DrnD38.Create(0.25);

        // 7 × 7, two of level 1 and 2, 16 blocks of two, two of level 7 and 8; with the classifier that makes 38. Projections of shortcuts are not counted.
        var names = backbone.named_parameters().Select(parameter => parameter.name).Where(name => name.EndsWith("weight", StringComparison.Ordinal));
        var convolutions = names.Count(name => name.Contains("conv") || (name.EndsWith(".0.weight", StringComparison.Ordinal) && !name.Contains("downsample")));
        Assert.Equal(37, convolutions);
    }

    [Theory]
    [InlineData("layer0.0.weight", new long[] { 16, 3, 7, 7 })]
    [InlineData("layer2.0.weight", new long[] { 32, 16, 3, 3 })]
    [InlineData("layer3.0.downsample.0.weight", new long[] { 64, 32, 1, 1 })]
    [InlineData("layer5.5.conv2.weight", new long[] { 256, 256, 3, 3 })]
    [InlineData("layer6.0.bn1.running_mean", new long[] { 512 })]
    [InlineData("layer8.1.weight", new long[] { 512 })]
    public void StateDict_FullWidth_HasTheNamesOfThePublicWeights(string name, long[] shape)
    {
        Torch.Require();
        using var backbone = DrnD38.Create(1);

        Assert.Equal(shape, backbone.state_dict()[name].shape);
    }
}
