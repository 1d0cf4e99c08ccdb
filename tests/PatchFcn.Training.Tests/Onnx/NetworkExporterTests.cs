using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PatchFcn.Core.Aggregation;
using PatchFcn.Training.Network;
using PatchFcn.Training.Onnx;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PatchFcn.Training.Tests.Onnx;

[Collection(Torch.Collection)]
public sealed class NetworkExporterTests
{
    /// <summary>The bound of the requirement; both compute in float32 and differ in the order of sums.</summary>
    private const float Tolerance = 1e-4f;

    /// <summary>R55.</summary>
    [Theory]
    [InlineData(0.25, false)]
    [InlineData(0.25, true)]
    [InlineData(1.0, false)]
    [InlineData(1.0, true)]
    public void Export_RandomInput_AgreesWithTorch(double width, bool multiclass)
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var network = Exporting.Warmed(new NetworkSpec { Width = width, Classes = multiclass ? HemorrhageClass.Types : HemorrhageClass.Binary });
        var input = rand(2, 3, 48, 72);
        var features = network.Features(input);
        var pixels = nn.functional.softmax(network.PixelLogits(features), 1).narrow(1, 1, network.Spec.Classes.Count);
        var patches = nn.functional.softmax(network.PatchLogits(features), 1).select(1, 1);

        using var session = new InferenceSession(NetworkExporter.Export(network));
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("slices", new DenseTensor<float>(Values(input), [2, 3, 48, 72]))]);

        AssertClose(pixels, results.Single(result => result.Name == "pixel"));
        AssertClose(patches, results.Single(result => result.Name == "patch"));
        Assert.Equal([2, network.Spec.PatchScores, 6, 9], results.Single(result => result.Name == "patchLogits").AsTensor<float>().Dimensions.ToArray());
    }

    /// <summary>R49: a network of four classes as a binary one: what it says of any bleed, unchanged.</summary>
    [Fact]
    public void Export_MergedClasses_IsTheSumOfTheClassesAndTheCombinedDecision()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var network = Exporting.Warmed(new NetworkSpec { Width = 0.25, Classes = HemorrhageClass.Types });
        var input = rand(2, 3, 48, 72);
        var features = network.Features(input);
        var pixels = nn.functional.softmax(network.PixelLogits(features), 1).narrow(1, 1, network.Spec.Classes.Count).sum(1, keepdim: true);
        var patches = nn.functional.softmax(network.PatchLogits(features), 1).select(1, 1).narrow(1, 0, 1);

        using var session = new InferenceSession(NetworkExporter.Export(network, merged: true));
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("slices", new DenseTensor<float>(Values(input), [2, 3, 48, 72]))]);

        AssertClose(pixels, results.Single(result => result.Name == "pixel"));
        AssertClose(patches, results.Single(result => result.Name == "patch"));
        Assert.Equal([2, 1, 6, 9], results.Single(result => result.Name == "patchLogits").AsTensor<float>().Dimensions.ToArray());
    }

    private static void AssertClose(Tensor expected, NamedOnnxValue actual)
    {
        Assert.Equal(expected.shape, actual.AsTensor<float>().Dimensions.ToArray().Select(size => (long)size));
        var difference = Values(expected).Zip(actual.AsTensor<float>(), (a, b) => Math.Abs(a - b)).Max();
        Assert.True(difference <= Tolerance, $"They differ by {difference}.");
    }

    private static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();
}
