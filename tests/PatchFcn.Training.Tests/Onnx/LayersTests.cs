using Microsoft.ML.OnnxRuntime;
using PatchFcn.Training.Onnx;

namespace PatchFcn.Training.Tests.Onnx;

/// <summary>What is written runs in ONNX Runtime and computes what it says.</summary>
public sealed class LayersTests
{
    private static readonly float[] Ramp = [.. Enumerable.Range(0, 16).Select(i => (float)i)];

    [Fact]
    public void Conv_KernelOfOneTap_ShiftsAndPadsWithZero()
    {
        float[] left = [0, 0, 0, 1, 0, 0, 0, 0, 0];

        Assert.Equal([0, 0, 1, 2, 0, 4, 5, 6, 0, 8, 9, 10, 0, 12, 13, 14], Run((graph, x) => graph.Conv(x, left, [1, 1, 3, 3])));
    }

    [Fact]
    public void Conv_BiasStrideAndDilation_AreApplied()
    {
        float[] corner = [0, 0, 0, 0, 0, 0, 0, 0, 1];

        Assert.Equal([11, 1, 1, 1], Run((graph, x) => graph.Conv(x, corner, [1, 1, 3, 3], bias: [1], stride: 2, dilation: 2)));
    }

    [Fact]
    public void ConvTranspose_FactorTwo_DoublesTheSize() =>
        Assert.Equal(64, Run((graph, x) => graph.ConvTranspose(x, new float[16], 1, 1, 2)).Length);

    [Fact]
    public void AveragePool_FourCells_AreTheirMeans() => Assert.Equal([2.5f, 4.5f, 10.5f, 12.5f], Run((graph, x) => graph.AveragePool(x, 2)));

    [Fact]
    public void MaximumAround_ThreeToASide_IsTheLargestNeighbour() =>
        Assert.Equal([5, 6, 7, 7, 9, 10, 11, 11, 13, 14, 15, 15, 13, 14, 15, 15], Run((graph, x) => graph.MaximumAround(x, 3)));

    [Fact]
    public void Enlarge_Constant_StaysConstant() =>
        Assert.All(Run((graph, x) => graph.Enlarge(graph.Scale(x, 0, 3), 2)), value => Assert.Equal(3, value));

    [Fact]
    public void Arithmetic_OnEveryPixel_IsDone()
    {
        var result = Run((graph, x) => graph.Divide(graph.Multiply(graph.Clip(graph.Offset(x, -2), 0, 5), x), graph.Number(10)));

        Assert.Equal(Ramp.Select(value => Math.Clamp(value - 2, 0, 5) * value / 10), result);
    }

    [Fact]
    public void Weights_ValuesThatDoNotFitTheShape_Throws() =>
        Assert.Throws<ArgumentException>(() => new GraphBuilder("test", "For a test.").Weights([1, 2, 3], 2, 2));

    /// <summary>Runs one image of 4 × 4.</summary>
    private static float[] Run(Func<GraphBuilder, string, string> layers)
    {
        var graph = new GraphBuilder("test", "For a test.");
        graph.Output("y", layers(graph, graph.Input("x", "n", 1, 4, 4)), "n", 1, "h", "w");
        using var session = new InferenceSession(graph.ToBytes());
        using var input = OrtValue.CreateTensorValueFromMemory(Ramp, [1, 1, 4, 4]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["x"], [input], ["y"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
