namespace PatchFcn.Training.Onnx;

/// <summary>The operators that networks here are made of. Axis order of all values: patch, channel, row, column.</summary>
public static class Layers
{
    /// <summary>Convolution, zero-padded so that with stride 1 the size stays.</summary>
    /// <param name="graph">Graph to add to.</param>
    /// <param name="input">What is convolved.</param>
    /// <param name="weights">Weights; axis order output, input, row, column.</param>
    /// <param name="shape">Their shape; odd kernel sizes.</param>
    /// <param name="bias">One value for each output channel; empty = none.</param>
    /// <param name="stride">Pixels between neighbouring outputs.</param>
    /// <param name="dilation">Pixels between neighbouring taps.</param>
    public static string Conv(this GraphBuilder graph, string input, ReadOnlySpan<float> weights, long[] shape, ReadOnlySpan<float> bias = default, long stride = 1, long dilation = 1)
    {
        var (padRows, padColumns) = (shape[2] / 2 * dilation, shape[3] / 2 * dilation);
        string[] inputs = [input, graph.Weights(weights, shape), .. Bias(graph, bias)];
        return graph.Node("Conv", inputs,
            ("dilations", new[] { dilation, dilation }),
            ("kernel_shape", new[] { shape[2], shape[3] }),
            ("pads", new[] { padRows, padColumns, padRows, padColumns }),
            ("strides", new[] { stride, stride }));
    }

    /// <summary>Transposed convolution that enlarges by a whole factor, with a kernel of twice that size (the up-convolution of the pixel branch).</summary>
    /// <param name="graph">Graph to add to.</param>
    /// <param name="input">What is enlarged.</param>
    /// <param name="weights">Weights; axis order input, output, row, column; 2·factor to a side.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="factor">How many times larger; even.</param>
    /// <param name="bias">One value for each output channel; empty = none.</param>
    public static string ConvTranspose(
        this GraphBuilder graph, string input, ReadOnlySpan<float> weights, long inputs, long outputs, long factor, ReadOnlySpan<float> bias = default)
    {
        var (side, pad) = (2 * factor, factor / 2);
        return graph.Node("ConvTranspose", [input, graph.Weights(weights, inputs, outputs, side, side), .. Bias(graph, bias)],
            ("kernel_shape", new[] { side, side }),
            ("pads", new[] { pad, pad, pad, pad }),
            ("strides", new[] { factor, factor }));
    }

    /// <summary>max(0, x).</summary>
    public static string Relu(this GraphBuilder graph, string input) => graph.Node("Relu", [input]);

    /// <summary>1 / (1 + exp(−x)).</summary>
    public static string Sigmoid(this GraphBuilder graph, string input) => graph.Node("Sigmoid", [input]);

    /// <summary>Probabilities over the channels.</summary>
    public static string Softmax(this GraphBuilder graph, string input) => graph.Node("Softmax", [input], ("axis", 1L));

    /// <summary>a + b.</summary>
    public static string Add(this GraphBuilder graph, string a, string b) => graph.Node("Add", [a, b]);

    /// <summary>a · b.</summary>
    public static string Multiply(this GraphBuilder graph, string a, string b) => graph.Node("Mul", [a, b]);

    /// <summary>a / b.</summary>
    public static string Divide(this GraphBuilder graph, string a, string b) => graph.Node("Div", [a, b]);

    /// <summary>factor · x + offset.</summary>
    public static string Scale(this GraphBuilder graph, string input, float factor, float offset) =>
        graph.Add(graph.Multiply(input, graph.Number(factor)), graph.Number(offset));

    /// <summary>x + offset.</summary>
    public static string Offset(this GraphBuilder graph, string input, float offset) => graph.Add(input, graph.Number(offset));

    /// <summary>x, but no less than the minimum and no more than the maximum.</summary>
    public static string Clip(this GraphBuilder graph, string input, float minimum, float maximum) =>
        graph.Node("Clip", [input, graph.Number(minimum), graph.Number(maximum)]);

    /// <summary>The values of some channels.</summary>
    public static string Channels(this GraphBuilder graph, string input, long first, long end) =>
        graph.Node("Slice", [input, graph.Integers(first), graph.Integers(end), graph.Integers(1)]);

    /// <summary>The mean of every cell of pixels.</summary>
    public static string AveragePool(this GraphBuilder graph, string input, long side) =>
        graph.Node("AveragePool", [input], ("kernel_shape", new[] { side, side }), ("strides", new[] { side, side }));

    /// <summary>Every pixel becomes a square of pixels, with linear interpolation between their centres.</summary>
    public static string Enlarge(this GraphBuilder graph, string input, float factor) =>
        graph.Node("Resize", [input, "", graph.Weights([1, 1, factor, factor], 4)], ("mode", "linear"));

    /// <summary>The maximum around every pixel.</summary>
    /// <param name="graph">Graph to add to.</param>
    /// <param name="input">What the maximum is taken of.</param>
    /// <param name="side">Pixels to a side; odd.</param>
    public static string MaximumAround(this GraphBuilder graph, string input, long side) =>
        graph.Node("MaxPool", [input], ("kernel_shape", new[] { side, side }), ("pads", new[] { side / 2, side / 2, side / 2, side / 2 }));

    /// <summary>The mean over all pixels: one value for each channel.</summary>
    public static string GlobalAverage(this GraphBuilder graph, string input) =>
        graph.Node("Flatten", [graph.Node("GlobalAveragePool", [input])], ("axis", 1L));

    private static string[] Bias(GraphBuilder graph, ReadOnlySpan<float> bias) => bias.IsEmpty ? [] : [graph.Weights(bias, bias.Length)];
}
