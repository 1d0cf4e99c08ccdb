using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Network;

/// <summary>
/// Lets the patch branch begin with what the pixel branch has learned: its hidden channels are the log-odds that the pixel branch gives the 64 pixels of a cell, over
/// some thresholds, and their average decides. Ours. The paper begins at random; at a quarter of the channels that took 12,000 patches to a mean of sensitivity and
/// specificity of 0.76, beside pixel maps that told bleeds from calcium.
/// </summary>
internal static class PatchStart
{
    /// <summary>Log-odds over which a cell speaks for a bleed; the first hears softly what the pixels do not mark.</summary>
    private static readonly double[] Thresholds = [-2, 0, 2];

    /// <summary>Log-odds of a patch in which every cell is silent.</summary>
    private const double Silence = -4;

    /// <summary>Blood that outweighs the silence, mm², where it lies 2 over every threshold.</summary>
    private const double EnoughMm2 = 40;

    /// <summary>Kernel elements of the up-convolution that reach a cell from the neighbour before, from itself and from the neighbour after.</summary>
    private static readonly Range[] Taps = [12..16, 4..12, 0..4];

    /// <summary>Sets the weights of the patch branch. Channels that are not needed keep theirs but nobody listens, until training finds a use for them.</summary>
    /// <param name="network">The network; its pixel branch is trained.</param>
    /// <param name="inputs">Patches to measure the running means and variances of the batch norm on, [n, 3, h, w] each.</param>
    public static void Apply(PatchFcnNetwork network, IEnumerable<Tensor> inputs)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var convolution = (Conv2d)network.PatchBranch[0];
        var listened = network.Spec.Classes.Count * Thresholds.Length;
        convolution.weight.copy_(Kernels(network.PixelBranch, convolution.weight.data<float>().ToArray(), listened).reshape(convolution.weight.shape));
        network.eval();
        var (means, variances) = Measure(network, convolution, inputs);
        SetNorm((BatchNorm2d)network.PatchBranch[1], means, variances, network.PixelBranch.bias!.data<float>().ToArray(), listened);
        SetDecisions((Conv2d)network.PatchBranch[3], network.Spec, listened);
    }

    /// <summary>The mean log-odds of a cell's pixels, as a convolution of the features: once for every class and threshold.</summary>
    private static Tensor Kernels(ConvTranspose2d up, float[] kernels, int listened)
    {
        var (features, outputs, side) = ((int)up.in_channels, (int)up.out_channels, 2 * PatchFcnNetwork.OutputStride);
        var weights = up.weight.data<float>().ToArray();
        for (var channel = 0; channel < listened; channel++)
            for (var feature = 0; feature < features; feature++)
                for (var tap = 0; tap < 9; tap++)
                    kernels[(channel * features + feature) * 9 + tap] =
                        CellMean(feature * outputs + ClassOf(channel), tap) - CellMean(feature * outputs, tap);
        return tensor(kernels);

        float CellMean(int plane, int tap)
        {
            var sum = 0f;
            var rows = weights.AsSpan(plane * side * side, side * side);
            var (firstRow, endRow) = (Taps[tap / 3].Start.Value, Taps[tap / 3].End.Value);
            for (var row = firstRow; row < endRow; row++)
                foreach (var weight in rows.Slice(row * side, side)[Taps[tap % 3]])
                    sum += weight;
            return sum / (PatchFcnNetwork.OutputStride * PatchFcnNetwork.OutputStride);
        }
    }

    private static (float[] Means, float[] Variances) Measure(PatchFcnNetwork network, Conv2d convolution, IEnumerable<Tensor> inputs)
    {
        var (sums, squares, batches) = (new double[convolution.out_channels], new double[convolution.out_channels], 0);
        foreach (var input in inputs)
        {
            using var scope = NewDisposeScope();
            var hidden = convolution.forward(network.Features(input));
            var (mean, square) = (hidden.mean([0, 2, 3]).data<float>().ToArray(), hidden.mul(hidden).mean([0, 2, 3]).data<float>().ToArray());
            for (var i = 0; i < sums.Length; i++)
                (sums[i], squares[i]) = (sums[i] + mean[i], squares[i] + square[i]);
            batches++;
        }
        var means = Array.ConvertAll(sums, sum => (float)(sum / batches));
        return (means, [.. squares.Select((square, i) => (float)Math.Max(square / batches - (double)means[i] * means[i], 1e-6))]);
    }

    /// <summary>A batch norm that takes nothing away but the threshold.</summary>
    private static void SetNorm(BatchNorm2d norm, float[] means, float[] variances, float[] biases, int listened)
    {
        var (scales, shifts) = (norm.weight!.data<float>().ToArray(), norm.bias!.data<float>().ToArray());
        for (var channel = 0; channel < listened; channel++)
        {
            scales[channel] = MathF.Sqrt(variances[channel]);
            shifts[channel] = means[channel] + biases[ClassOf(channel)] - biases[0] - (float)Thresholds[channel % Thresholds.Length];
        }
        norm.running_mean!.copy_(tensor(means));
        norm.running_var!.copy_(tensor(variances));
        norm.weight.copy_(tensor(scales));
        norm.bias.copy_(tensor(shifts));
    }

    /// <summary>Yes is what speaks for a class, or for any of them, against the silence; no is the opposite.</summary>
    private static void SetDecisions(Conv2d decision, NetworkSpec spec, int listened)
    {
        var (features, scores) = ((int)decision.in_channels, spec.PatchScores);
        var cells = Math.Pow(spec.Patch / PatchFcnNetwork.OutputStride, 2);
        var enoughCells = EnoughMm2 / Math.Pow(spec.PixelSpacingMm * PatchFcnNetwork.OutputStride, 2);
        var gain = -Silence * cells / (enoughCells * 2 * Thresholds.Length);
        var (weights, biases) = (new float[2 * scores * features], new float[2 * scores]);
        for (var score = 0; score < scores; score++)
        {
            (biases[score], biases[scores + score]) = ((float)(-Silence / 2), (float)(Silence / 2));
            for (var channel = 0; channel < listened; channel++)
                if (score == 0 || score == ClassOf(channel))
                    (weights[score * features + channel], weights[(scores + score) * features + channel]) = ((float)(-gain / 2), (float)(gain / 2));
        }
        decision.weight.copy_(tensor(weights).reshape(decision.weight.shape));
        decision.bias!.copy_(tensor(biases));
    }

    /// <summary>Label of the class that a hidden channel listens for.</summary>
    private static int ClassOf(int channel) => 1 + channel / Thresholds.Length;
}
