using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Training.Models;
using PatchFcn.Training.Onnx;

namespace PatchFcn.Inference.Tests.Scoring;

public sealed class PatchScorerTests
{
    private static readonly ScorerOptions OnCpu = new() { Device = ComputeDevice.Cpu };

    [Fact]
    public void Constructor_NoNetworkInTheFile_IsInvalid() => Fails([1, 2, 3], "cannot be loaded");

    [Fact]
    public void Constructor_ClassesOfAnotherCount_NamesTheOutput() => Fails(new RandomNetwork(classes: 4).Build(), "pixel is");

    [Theory]
    [InlineData("input", "pixel", "patch", "no slices")]
    [InlineData("slices", "mask", "patch", "no pixel")]
    [InlineData("slices", "pixel", "score", "no patch")]
    public void Constructor_OtherNames_SaysWhichIsMissing(string input, string pixel, string patch, string expected) =>
        Fails(Network((graph, slices) => graph.Sigmoid(graph.Channels(slices, 0, 1)), input, pixel, patch), expected);

    [Fact]
    public void Constructor_NetworkThatGivesNaN_IsRefused()
    {
        var network = Network((graph, slices) => graph.Node("Log", [graph.Scale(graph.Channels(slices, 0, 1), 0, -1)]));

        Fails(network, "no probability", ModelPackageException.OutputInvalid);
    }

    /// <summary>R372: what rounding puts outside of 0 to 1 ends no study; it is the bound.</summary>
    [Theory]
    [InlineData(-1e-7f, 0f)]
    [InlineData(1.0000001f, 1f)]
    public void Score_ValueThatRoundingPutOutside_IsTheBound(float value, float expected)
    {
        using var package = new TemporaryPackage(new RandomNetwork(classes: 1).Manifest(48, 16), Network((graph, slices) => graph.Scale(graph.Channels(slices, 0, 1), 0, value)));
        using var scorer = new PatchScorer(package.Load(), OnCpu);

        var scores = new SliceScorer(scorer).Score(Slices.Blob(48, 48, 0), 48, 48, ScoringGrid.Full, TestContext.Current.CancellationToken);

        Assert.All(scores.Pixels, pixel => Assert.Equal(expected, pixel));
        Assert.Equal(expected, scores.Score);
    }

    /// <summary>R372.</summary>
    [Fact]
    public void Constructor_NetworkThatGivesLessThanRoundingExplains_IsRefused() =>
        Fails(Network((graph, slices) => graph.Scale(graph.Channels(slices, 0, 1), 0, -1e-4f)), "no probability", ModelPackageException.OutputInvalid);

    [Fact]
    public void Constructor_MapsOfHalfTheSize_IsInvalid()
    {
        var network = Network((graph, slices) => graph.AveragePool(graph.Channels(slices, 0, 1), 2));

        Fails(network, "failed while it ran");
    }

    [Theory]
    [InlineData(ComputeDevice.Cuda)]
    [InlineData(ComputeDevice.TensorRt)]
    public void Constructor_GpuAskedForWithoutOne_StopsAndSaysWhatToDo(ComputeDevice device)
    {
        using var package = new TemporaryPackage(new RandomNetwork(classes: 1));

        var exception = Assert.Throws<DeviceUnavailableException>(() => new PatchScorer(package.Load(), new ScorerOptions { Device = device }));

        Assert.Equal("deviceUnavailable", exception.Name);
        Assert.Contains("--device cpu", exception.Message, StringComparison.Ordinal);
        Assert.Contains("PatchFcn__Device=cpu", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_AutoWithoutGpu_FallsBackAndWarns()
    {
        using var package = new TemporaryPackage(new RandomNetwork(classes: 1));

        using var scorer = new PatchScorer(package.Load(), new ScorerOptions());

        Assert.Equal(("cpu", "noGpu"), (scorer.Device, scorer.DeviceWarning?.Name));
    }

    private static void Fails(byte[] network, string message, string name = ModelPackageException.NetworkInvalid)
    {
        using var package = new TemporaryPackage(new RandomNetwork(classes: 1).Manifest(48, 16), network);

        var exception = Assert.Throws<ModelPackageException>(() => new PatchScorer(package.Load(), OnCpu));

        Assert.Equal(name, exception.Name);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static byte[] Network(Func<GraphBuilder, string, string> pixels, string input = "slices", string pixel = "pixel", string patch = "patch")
    {
        var graph = new GraphBuilder("test", "For a test.");
        var value = pixels(graph, graph.Input(input, "n", 3, "h", "w"));
        graph.Output(pixel, value, "n", 1, "h", "w");
        graph.Output(patch, graph.GlobalAverage(value), "n", 1);
        return graph.ToBytes();
    }
}
