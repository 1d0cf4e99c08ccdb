using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Patches;
using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Models;
using PatchFcn.Training.Onnx;
using PatchFcn.Training.Packaging;

namespace PatchFcn.Training.Models;

/// <summary>
/// The hand-set model <c>density-baseline</c>: marks what is smoothly denser than brain and less dense than bone. It learned nothing; it shows that the pipeline
/// works, and is the line every trained model must beat.
/// </summary>
internal static class DensityBaseline
{
    private const float LowHu = -40;
    private const float HighHu = 160;

    /// <summary>
    /// Density at which a pixel counts as half bleed. Acute bleeds read 55 to 75 HU, grey matter up to 45. Flowing blood and dura reach 55, but are thinner than the
    /// smoothing is wide.
    /// </summary>
    private const float BleedHu = 50;

    /// <summary>HU over which the logistic rises from 0.5 to 0.73.</summary>
    private const float BleedSlopeHu = 2;

    /// <summary>Density of calcification, partial volume of bone, and metal; clot does not reach it.</summary>
    private const float BrightHu = 100;

    /// <summary>HU over which a pixel turns from not bright to 0.73 bright.</summary>
    private const float BrightSlopeHu = 1.5f;

    /// <summary>Pixels of 1 mm to each side of a bright one that are ignored: partial volume.</summary>
    private const int BrightReach = 1;

    /// <summary>Standard deviation of the smoothing, in pixels of 1 mm: takes noise of 5 HU below 1 HU, and venous sinuses below the density of clot.</summary>
    private const double SmoothSigma = 2.5;

    private const int Patch = 240;

    /// <summary>Part of a patch that 1 mL fills in one slab: 1000 mm³ / 5 mm / (0.5 mm)² = 800 of 240² pixels. There the score is 0.5.</summary>
    private const float MillilitrePart = 800f / (Patch * Patch);

    /// <summary>Logit of a patch without evidence: a score of 0.12.</summary>
    private const float NoEvidence = -2;

    /// <summary>What the package says of itself; the hash is set when it is saved.</summary>
    public static ModelManifest Manifest { get; } = new(
        Name: "density-baseline",
        Version: "1.1.0",
        Sha256: "",
        Patch: Patch,
        Stride: Patch / 3,
        Channels: AnalysisGrid.Channels,
        HuWindow: new HuWindow(LowHu, HighHu),
        FillValue: 0,
        PixelSpacingMm: 0.5,
        SlabMm: 5,
        NeighbourMm: null,
        Edge: EdgeRule.Repeat,
        Classes: HemorrhageClass.Binary,
        OperatingPoints: OperatingPointTable.OneHalf("Not measured: set by hand so that about 1 mL of clot in one slab reaches it."),
        IntendedUse: IntendedUse.Demonstration,
        TrainedOn: "Nothing: set by hand.");

    /// <summary>The network. It works on pixels of twice the size, which loses nothing at this smoothing, and enlarges the result.</summary>
    public static byte[] Build()
    {
        var graph = new GraphBuilder("density-baseline", "Marks smoothed hyperdensity. Set by hand, trained on nothing, not for clinical use.");
        var slices = graph.Input("slices", "n", AnalysisGrid.Channels, "h", "w");
        var inside = graph.Clip(graph.Scale(slices, 1e4f, 0), 0, 1);
        var (coarse, coarseInside) = (graph.AveragePool(slices, 2), graph.AveragePool(inside, 2));

        // What is bright is no clot, and must not spread into the brain beside it: the mask is rimmed by voxels that are half bone.
        var bright = graph.MaximumAround(graph.Sigmoid(Ramp(graph, coarse, BrightHu, BrightSlopeHu)), 2 * BrightReach + 1);
        var clear = graph.Scale(bright, -1, 1);

        // Averaging over what is inside and clear keeps the edge of the brain, where subdural blood lies, as bright as it is.
        var sum = Smooth(graph, graph.Multiply(coarse, clear));
        var weight = Smooth(graph, graph.Multiply(coarseInside, clear));
        var dense = graph.Sigmoid(Ramp(graph, graph.Divide(sum, graph.Offset(weight, 1e-6f)), BleedHu, BleedSlopeHu));
        var bleed = graph.Multiply(dense, graph.Channels(clear, 1, 2));
        var pixel = graph.Multiply(graph.Enlarge(bleed, 2), graph.Channels(inside, 1, 2));

        var logits = graph.Scale(graph.AveragePool(pixel, 8), -NoEvidence / MillilitrePart, NoEvidence);
        graph.Output("pixel", pixel, "n", 1, "h", "w");
        graph.Output("patch", graph.Sigmoid(graph.GlobalAverage(logits)), "n", 1);
        graph.Output("patchLogits", logits, "n", 1, "h/8", "w/8");
        return graph.ToBytes();
    }

    /// <summary>0 at a density, 1 a slope above it.</summary>
    private static string Ramp(GraphBuilder graph, string normalized, float hu, float slopeHu) =>
        graph.Scale(normalized, (HighHu - LowHu) / slopeHu, (LowHu - hu) / slopeHu);

    /// <summary>The slice with a little of its neighbours, which steady it, smoothed by a Gaussian in plane: along the rows, then along the columns.</summary>
    private static string Smooth(GraphBuilder graph, string slices)
    {
        var kernel = Gaussian(SmoothSigma);
        var mixed = graph.Conv(slices, [0.2f, 0.6f, 0.2f], [1, AnalysisGrid.Channels, 1, 1]);
        return graph.Conv(graph.Conv(mixed, kernel, [1, 1, 1, kernel.Length]), kernel, [1, 1, kernel.Length, 1]);
    }

    /// <summary>Rounded to six decimals, so that the file is the same whatever machine computed the exponentials.</summary>
    private static float[] Gaussian(double sigma)
    {
        var reach = (int)Math.Ceiling(2.5 * sigma);
        var values = Enumerable.Range(-reach, 2 * reach + 1).Select(x => Math.Exp(-x * x / (2 * sigma * sigma))).ToArray();
        return Array.ConvertAll(values, value => (float)Math.Round(value / values.Sum(), 6));
    }
}
