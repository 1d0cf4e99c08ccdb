using System.Text.Json.Serialization;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Patches;
using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Models;

namespace PatchFcn.Training.Network;

/// <summary>Everything that decides what a network looks like and what it looks at: width, classes, patch and physical scale.</summary>
public sealed record NetworkSpec
{
    /// <summary>Channels relative to DRN-D-38: 1 as in the paper, 0.25 the compact variant.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Classes, background not among them.</summary>
    public IReadOnlyList<string> Classes { get; init; } = HemorrhageClass.Binary;

    /// <summary>Side of a patch in pixels, a multiple of 8.</summary>
    public int Patch { get; init; } = 240;

    /// <summary>Pixels between neighbouring patches; a third of a patch makes them overlap by two thirds (paper, "inference").</summary>
    public int Stride { get; init; } = 80;

    /// <summary>HU that become 0 and 1. Ours: from below CSF to over the densest clot, with room to tell calcification from it.</summary>
    public HuWindow HuWindow { get; init; } = new(-20, 120);

    /// <summary>Normalised value of stripped voxels.</summary>
    public float FillValue { get; init; }

    /// <summary>In-plane size of a pixel, mm.</summary>
    public double PixelSpacingMm { get; init; } = 0.5;

    /// <summary>Thickness of the slab that a slice stands for, mm.</summary>
    public double SlabMm { get; init; } = 5;

    /// <summary>What stands beyond the first and the last slice.</summary>
    public EdgeRule Edge { get; init; } = EdgeRule.Repeat;

    /// <summary>Decisions of the patch branch: one for a binary network, else the combined class and then every class.</summary>
    [JsonIgnore]
    public int PatchScores => ScoredPatch.ScoreCount(Classes.Count);

    /// <summary>Physical scale, as the resampling of studies takes it.</summary>
    [JsonIgnore]
    public AnalysisScale Scale => new(PixelSpacingMm, SlabMm, null, Edge);

    /// <summary>The manifest of a package with such a network; its hash is set when it is saved.</summary>
    public ModelManifest ToManifest(
        string name, string version, IReadOnlyDictionary<string, IReadOnlyDictionary<string, OperatingPoint>> operatingPoints, string trainedOn) =>
        new(name, version, "", Patch, Stride, AnalysisGrid.Channels, HuWindow, FillValue, PixelSpacingMm, SlabMm, null, Edge, Classes, operatingPoints,
            IntendedUse.Demonstration, trainedOn);
}
