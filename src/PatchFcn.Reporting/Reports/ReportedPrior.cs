namespace PatchFcn.Reporting.Reports;

/// <summary>What was found in an earlier study of the same patient.</summary>
/// <param name="Study">Hash that stands for the earlier study.</param>
/// <param name="HoursBefore">Hours from the earlier study to this one, by the clocks of the scanners.</param>
/// <param name="Model">The model that analysed it.</param>
/// <param name="Version">Its version.</param>
/// <param name="SameModel">Whether the same network, grid and operating point gave both results; otherwise they cannot be compared.</param>
/// <param name="Score">Stack score, 0..1.</param>
/// <param name="Positive">Whether it reached the operating point.</param>
/// <param name="VolumeMl">Marked volume, mL.</param>
/// <param name="Classes">Every class of its model.</param>
public sealed record ReportedPrior(
    string Study,
    double HoursBefore,
    string Model,
    string Version,
    bool SameModel,
    double Score,
    bool Positive,
    double VolumeMl,
    IReadOnlyList<ReportedClass> Classes)
{
    /// <summary>Whether a part of the head was not analysed then (<see cref="CoverageGaps"/>): what lay there is not in its volumes. False in results of earlier versions, which do not say.</summary>
    public bool InPart { get; init; }

    /// <summary>The operating point that its score was held against, 0..1; null in results of earlier versions, which do not say.</summary>
    public double? Threshold { get; init; }
}
