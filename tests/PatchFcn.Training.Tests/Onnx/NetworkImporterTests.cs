using PatchFcn.Core.Aggregation;
using PatchFcn.Training.Network;
using PatchFcn.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PatchFcn.Training.Tests.Onnx;

[Collection(Torch.Collection)]
public sealed class NetworkImporterTests
{
    /// <summary>Sums in float32 of another order, as between ONNX Runtime and libtorch.</summary>
    private const float Tolerance = 1e-4f;

    private static readonly NetworkSpec Spec = new() { Width = 0.25, Classes = HemorrhageClass.Types };

    /// <summary>R175: training goes on from a package: the network says what the package says.</summary>
    [Fact]
    public void Import_ExportedNetwork_SaysTheSame()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var source = Exporting.Warmed(Spec);
        using var target = new PatchFcnNetwork(Spec);
        var input = rand(2, 3, 48, 72);

        NetworkImporter.Import(NetworkExporter.Export(source), target, rand(8, 3, 48, 48));

        var (expected, actual) = (source.Features(input), target.Features(input));
        AssertClose(nn.functional.softmax(source.PixelLogits(expected), 1), nn.functional.softmax(target.PixelLogits(actual), 1));
        AssertClose(nn.functional.softmax(source.PatchLogits(expected), 1), nn.functional.softmax(target.PatchLogits(actual), 1));
    }

    /// <summary>R175: and its batch norms normalise: patches like the sample come out nearly the same while it trains, when each minibatch is normalised by its own mean.</summary>
    [Fact]
    public void Import_ThenTrained_NormalisesLikeTheSample()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var source = Exporting.Warmed(Spec);
        using var target = new PatchFcnNetwork(Spec);
        var sample = rand(8, 3, 48, 48);

        NetworkImporter.Import(NetworkExporter.Export(source), target, sample);

        var evaluated = target.Features(sample);
        target.train();
        var trained = target.Features(sample);
        var off = Size(trained.sub(evaluated)) / Size(evaluated);
        // Variances are divided by n or by n − 1.
        Assert.InRange(off, 0, 0.01);
        Assert.All(target.modules().OfType<BatchNorm2d>(), norm => Assert.True(norm.weight!.data<float>().All(weight => weight > 0)));
    }

    [Fact]
    public void Import_NetworkOfOtherClasses_IsRefused()
    {
        Torch.Require();
        using var source = Exporting.Warmed(Spec);
        using var target = new PatchFcnNetwork(Spec with { Classes = HemorrhageClass.Binary });

        var refusal = Assert.Throws<InvalidDataException>(() => NetworkImporter.Import(NetworkExporter.Export(source), target, rand(2, 3, 48, 48)));

        Assert.Contains("other classes", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_BytesThatAreNoNetwork_AreRefused()
    {
        Torch.Require();
        using var target = new PatchFcnNetwork(Spec);

        Assert.Throws<InvalidDataException>(() => NetworkImporter.Import([1, 2, 3], target, rand(2, 3, 48, 48)));
    }

    private static void AssertClose(Tensor expected, Tensor actual) =>
        Assert.InRange(expected.sub(actual).data<float>().Max(Math.Abs), 0, Tolerance);

    private static double Size(Tensor tensor) => Math.Sqrt(tensor.data<float>().Sum(value => (double)value * value));
}
