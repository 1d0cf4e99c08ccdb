using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Onnx;

/// <summary>
/// Writes a network as ONNX, with the inputs and outputs of the model packages. Batch norm is folded into the convolution before it, and the two outputs of a
/// decision into their difference: the softmax of a pair is the logistic function of it.
/// </summary>
internal static class NetworkExporter
{
    /// <summary>The file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="merged">Whether it says only if there is a bleed, whatever its classes: the sum of their probabilities, and the combined decision.</param>
    public static byte[] Export(PatchFcnNetwork network, bool merged = false)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var graph = new GraphBuilder("patchfcn", "PatchFCN: DRN-D-38 with a pixel branch and a patch branch.");
        var (classes, scores) = merged ? (1, 1) : (network.Spec.Classes.Count, network.Spec.PatchScores);
        var features = graph.Sequence(graph.Input("slices", "n", AnalysisGrid.Channels, "h", "w"), network.Backbone.children());

        var up = network.PixelBranch;
        var pixels = graph.ConvTranspose(features, Values(up.weight), up.in_channels, up.out_channels, PatchFcnNetwork.OutputStride, Values(up.bias!));
        var probabilities = graph.Softmax(pixels);
        graph.Output("pixel", merged ? graph.Scale(graph.Channels(probabilities, 0, 1), -1, 1) : graph.Channels(probabilities, 1, 1 + classes), "n", classes, "h", "w");

        var branch = network.PatchBranch.children().ToList();
        var decision = (Conv2d)branch[^1];
        // The combined decision is the first.
        var logits = graph.Conv(graph.Sequence(features, branch[..^1]), Difference(decision.weight).AsSpan(0, (int)(scores * decision.in_channels)),
            [scores, decision.in_channels, 1, 1], Difference(decision.bias!).AsSpan(0, scores));
        graph.Output("patch", graph.Sigmoid(graph.GlobalAverage(logits)), "n", scores);
        graph.Output("patchLogits", logits, "n", scores, "h/8", "w/8");
        return graph.ToBytes();
    }

    private static string Sequence(this GraphBuilder graph, string value, IEnumerable<nn.Module> modules)
    {
        Conv2d? convolution = null;
        foreach (var module in modules)
        {
            switch (module)
            {
                case Sequential inner:
                    value = graph.Sequence(value, inner.children());
                    break;
                case BasicBlock block:
                    value = graph.Block(value, block);
                    break;
                case Conv2d conv2d:
                    convolution = conv2d;
                    break;
                case BatchNorm2d norm:
                    value = graph.Folded(value, convolution!, norm);
                    break;
                case ReLU:
                    value = graph.Relu(value);
                    break;
                default:
                    throw new NotSupportedException($"{module.GetName()} has no counterpart here.");
            }
        }
        return value;
    }

    private static string Block(this GraphBuilder graph, string input, BasicBlock block)
    {
        var inner = graph.Folded(graph.Relu(graph.Folded(input, block.Conv1, block.Bn1)), block.Conv2, block.Bn2);
        var shortcut = block.Downsample is { } projection ? graph.Sequence(input, projection.children()) : input;
        return graph.Relu(graph.Add(inner, shortcut));
    }

    private static string Folded(this GraphBuilder graph, string input, Conv2d convolution, BatchNorm2d norm)
    {
        var (weights, bias) = (Values(convolution.weight), Values(norm.bias!));
        var (scale, mean, variance) = (Values(norm.weight!), Values(norm.running_mean!), Values(norm.running_var!));
        var each = weights.Length / bias.Length;
        for (var channel = 0; channel < bias.Length; channel++)
        {
            var factor = (float)(scale[channel] / Math.Sqrt(variance[channel] + norm.eps));
            foreach (ref var weight in weights.AsSpan(channel * each, each))
                weight *= factor;
            bias[channel] -= mean[channel] * factor;
        }
        return graph.Conv(input, weights, convolution.weight.shape, bias, convolution.stride[0], convolution.dilation[0]);
    }

    /// <summary>Yes minus no, of outputs of which the first half say no and the second half yes.</summary>
    private static float[] Difference(Tensor outputs)
    {
        var values = Values(outputs);
        var half = values.Length / 2;
        return [.. Enumerable.Range(0, half).Select(i => values[half + i] - values[i])];
    }

    private static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();
}
