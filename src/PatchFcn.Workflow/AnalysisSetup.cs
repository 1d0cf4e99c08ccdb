using PatchFcn.Inference.Scoring;

namespace PatchFcn.Workflow;

/// <summary>How a host is set up to analyse studies: the model package, what it runs on, and the choices that change a result.</summary>
/// <param name="ModelFolder">Folder of the model package.</param>
/// <param name="Grid">Which patches are looked at.</param>
/// <param name="OperatingPoint">Name of an operating point of the model.</param>
/// <param name="Device">What the network runs on.</param>
public sealed record AnalysisSetup(string ModelFolder, ScoringGrid Grid, string OperatingPoint, ComputeDevice Device)
{
    /// <summary>Patches in a batch; null = what suits the device.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Whether the probability is written as a fractional segmentation, too.</summary>
    public bool Fractional { get; init; }

    /// <summary>Whether results are made without what tells whose study it is.</summary>
    public bool Deidentify { get; init; }

    /// <summary>The choices that change a result, with the model beyond doubt.</summary>
    internal AnalysisSettings With(LoadedModel model) => new(model.Reference, Grid, OperatingPoint) { Fractional = Fractional, Deidentify = Deidentify };
}
