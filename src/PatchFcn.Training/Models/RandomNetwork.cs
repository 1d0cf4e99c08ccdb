using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Patches;
using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Models;
using PatchFcn.Training.Onnx;
using PatchFcn.Training.Packaging;

namespace PatchFcn.Training.Models;

/// <summary>
/// A fully convolutional network with random weights and the outputs of the contract: output stride 8, dilation, zero padding, an up-convolution and a patch branch, as
/// the paper's has. It finds nothing; it is there to prove and to time what happens around a network.
/// </summary>
/// <param name="classes">1 (<c>hemorrhage</c>) or 4.</param>
/// <param name="width">Channels of the widest layers.</param>
/// <param name="seed">Same seed, same bytes.</param>
public sealed class RandomNetwork(int classes, int width = 16, int seed = 1)
{
    private readonly Random _random = new(seed);

    /// <summary>A manifest that fits the network.</summary>
    /// <param name="patch">Side of a patch; a multiple of 8.</param>
    /// <param name="stride">Pixels between neighbouring patches.</param>
    /// <param name="fill">Normalised value of stripped voxels.</param>
    public ModelManifest Manifest(int patch, int stride, float fill = 0) =>
        new("random", "1.0.0", "", patch, stride, AnalysisGrid.Channels, new HuWindow(0, 100), fill, null, null, null, EdgeRule.Repeat,
            classes == 1 ? HemorrhageClass.Binary : HemorrhageClass.Types,
            OperatingPointTable.OneHalf("Nothing."), IntendedUse.Demonstration, "Nothing.");

    /// <summary>The network.</summary>
    /// <param name="withLogits">Whether it has <c>patchLogits</c>.</param>
    public byte[] Build(bool withLogits = true)
    {
        var graph = new GraphBuilder("random", "Random weights: for tests and for measuring time.");
        var scores = ScoredPatch.ScoreCount(classes);
        var features = graph.Input("slices", "n", AnalysisGrid.Channels, "h", "w");
        var channels = AnalysisGrid.Channels;
        foreach (var (outputs, stride, dilation) in new[] { (width / 4, 2, 1), (width / 2, 2, 1), (width, 2, 1), (width, 1, 2), (width, 1, 4) })
        {
            features = graph.Relu(Conv(graph, features, channels, outputs, 3, stride, dilation));
            channels = outputs;
        }

        // With several classes the softmax of a pixel has the background, too.
        var pixelChannels = classes == 1 ? 1 : 1 + classes;
        var up = graph.ConvTranspose(features, Weights(width * pixelChannels * 256, 16), width, pixelChannels, 8);
        graph.Output("pixel", classes == 1 ? graph.Sigmoid(up) : graph.Channels(graph.Softmax(up), 1, pixelChannels), "n", classes, "h", "w");

        var logits = Conv(graph, graph.Relu(Conv(graph, features, width, width, 3)), width, scores, 1);
        graph.Output("patch", graph.Sigmoid(graph.GlobalAverage(logits)), "n", scores);
        if (withLogits)
            graph.Output("patchLogits", logits, "n", scores, "h/8", "w/8");
        return graph.ToBytes();
    }

    private string Conv(GraphBuilder graph, string input, int inputs, int outputs, int side, int stride = 1, int dilation = 1) =>
        graph.Conv(input, Weights(outputs * inputs * side * side, inputs * side * side), [outputs, inputs, side, side], Weights(outputs, 4), stride, dilation);

    /// <summary>Uniform around 0, with the spread that keeps values of one size from layer to layer.</summary>
    private float[] Weights(int count, int inputs)
    {
        var spread = Math.Sqrt(6.0 / inputs);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * _random.NextDouble() - 1) * spread))];
    }
}
