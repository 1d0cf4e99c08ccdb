using System.Text.Json.Serialization;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Patches;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Scoring;

namespace PatchFcn.Inference.Models;

/// <summary>
/// What a model package says of itself (<c>model.json</c>). Physical scale is part of the model: slices are averaged into slabs and resampled in plane to
/// what the network was trained at.
/// </summary>
/// <param name="Name">Name of the package, also the name of its folder.</param>
/// <param name="Version">Version of the weights.</param>
/// <param name="Sha256">SHA-256 of <c>model.onnx</c>, lower-case hexadecimal.</param>
/// <param name="Patch">Side of a square patch in pixels of the model's scale.</param>
/// <param name="Stride">Distance between neighbouring patches in pixels; two thirds overlap is a third of <paramref name="Patch"/>.</param>
/// <param name="Channels">Slices a patch is made of: the slice and its neighbours; 3 in the paper.</param>
/// <param name="HuWindow">Lower and upper HU that become 0 and 1; values outside are clamped.</param>
/// <param name="FillValue">Normalised value of voxels that were stripped or lie outside the image.</param>
/// <param name="PixelSpacingMm">In-plane pixel size the network was trained at, mm; null = as acquired.</param>
/// <param name="SlabMm">Slab thickness the network was trained at, mm; null = as acquired.</param>
/// <param name="NeighbourMm">Distance of the neighbouring slices, mm; null = the adjacent slabs.</param>
/// <param name="Edge">What stands beyond the first and the last slice.</param>
/// <param name="Classes">Class names: <c>hemorrhage</c>, or <c>sdh, edh, iph, sah-ivh</c>.</param>
/// <param name="OperatingPoints">Operating points keyed by grid (<c>full</c>, <c>exact</c>, <c>dense</c>), then by name.</param>
/// <param name="IntendedUse"><c>demonstration</c>, <c>research</c> or <c>clinical</c>.</param>
/// <param name="TrainedOn">What the weights were made from.</param>
public sealed record ModelManifest(
    string Name,
    string Version,
    string Sha256,
    int Patch,
    int Stride,
    int Channels,
    HuWindow HuWindow,
    float FillValue,
    double? PixelSpacingMm,
    double? SlabMm,
    double? NeighbourMm,
    EdgeRule Edge,
    IReadOnlyList<string> Classes,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, OperatingPoint>> OperatingPoints,
    string IntendedUse,
    string TrainedOn)
{
    /// <summary>The physical scale the network was trained at.</summary>
    [JsonIgnore]
    public AnalysisScale Scale => new(PixelSpacingMm, SlabMm, NeighbourMm, Edge);

    /// <summary>Values the <c>patch</c> output has for each patch: one for a binary model, else the combined class and then every class.</summary>
    [JsonIgnore]
    public int PatchScores => ScoredPatch.ScoreCount(Classes.Count);

    /// <summary>An operating point of the model.</summary>
    /// <param name="grid">The grid that is scored.</param>
    /// <param name="name">Name of the operating point.</param>
    /// <exception cref="ModelPackageException">The model has no such operating point.</exception>
    public OperatingPoint OperatingPoint(ScoringGrid grid, string name = ModelPackage.DefaultOperatingPoint)
    {
        var key = grid.ToName();
        if (!OperatingPoints.TryGetValue(key, out var points))
            throw new ModelPackageException(ModelPackageException.OperatingPointUnknown,
                $"{Name} has no operating points for the grid {key}, only for {string.Join(", ", OperatingPoints.Keys)}.");
        return points.TryGetValue(name, out var point)
            ? point
            : throw new ModelPackageException(ModelPackageException.OperatingPointUnknown,
                $"{Name} has no operating point of that name on the grid {key}, only {string.Join(", ", points.Keys)}.");
    }
}

/// <summary>A score threshold and what was measured at it.</summary>
/// <param name="Threshold">A study is positive where its score is at or over this value, 0..1.</param>
/// <param name="Sensitivity">Sensitivity measured there, 0..1; null = not measured.</param>
/// <param name="Specificity">Specificity measured there, 0..1; null = not measured.</param>
/// <param name="MeasuredOn">What it was measured on.</param>
public sealed record OperatingPoint(double Threshold, double? Sensitivity, double? Specificity, string MeasuredOn)
{
    /// <summary>Cases with a bleed it was measured on; null = not known, and then the sensitivity has no interval.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Positives { get; init; }

    /// <summary>Cases without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Negatives { get; init; }
}
