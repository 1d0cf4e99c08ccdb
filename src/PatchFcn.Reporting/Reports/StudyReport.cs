using System.Text.Json.Serialization;
using PatchFcn.Core.Studies;

namespace PatchFcn.Reporting.Reports;

/// <summary>
/// Everything that is said about one study: the content of <c>report.json</c>. Members are written in this order and none is ever left out. Where nothing was
/// measured a value is null, never 0 or false; on <see cref="ReportStatus.NotAnalyzed"/> that is so for the score, the decision, the volumes, classes and findings.
/// </summary>
public sealed record StudyReport
{
    /// <summary>The version of this format that is written now: a new minor version adds members, a new major one changes or removes some.</summary>
    public const string CurrentSchemaVersion = "1.3";

    /// <summary>What every report says of its own standing.</summary>
    public const string StandardDisclaimer =
        "Not for diagnostic use. A finding or its absence in this report does not replace reading the study.";

    /// <summary>Version of the format, major.minor.</summary>
    public string SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>Id of the run: a hash of the input and the model, lower-case hexadecimal.</summary>
    public required string Instance { get; init; }

    /// <summary>How far the analysis came.</summary>
    public required ReportStatus Status { get; init; }

    /// <summary>Stable camelCase name of the refusal or failure, for programs; null when analysed.</summary>
    public required string? ReasonName { get; init; }

    /// <summary>Why the study was not analysed, or not to the end: one plain sentence and what to do; null when analysed.</summary>
    public required string? Reason { get; init; }

    /// <summary>What was read.</summary>
    public required ReportedStudy Study { get; init; }

    /// <summary>What it was analysed with.</summary>
    public required ReportedModel Model { get; init; }

    /// <summary>Patches that were scored: <c>exact</c>, <c>full</c> or <c>dense</c>.</summary>
    public required string Grid { get; init; }

    /// <summary>Where the network ran, or would have run where nothing was scored: <c>cpu</c>, <c>cuda</c> or <c>tensorrt</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Volume inside the skull in mL.</summary>
    public required double? BrainVolumeMl { get; init; }

    /// <summary>Score of the stack: the highest patch score, 0..1.</summary>
    public required double? Score { get; init; }

    /// <summary>The threshold the score is held against.</summary>
    public required ReportedOperatingPoint OperatingPoint { get; init; }

    /// <summary>Whether the score reaches the threshold (score ≥ threshold).</summary>
    public required bool? Positive { get; init; }

    /// <summary>Volume of the whole mask in mL.</summary>
    public required double? VolumeMl { get; init; }

    /// <summary>Every class of the model, in the model's order.</summary>
    public required IReadOnlyList<ReportedClass>? Classes { get; init; }

    /// <summary>Connected findings, the most important first; empty when analysed and nothing is marked.</summary>
    public required IReadOnlyList<ReportedFinding>? Findings { get; init; }

    /// <summary>Parts of the mask that are too small to be listed as findings; with these the volumes are those of the mask. Null where not analysed, and in reports of earlier versions.</summary>
    public ReportedSpecks? Unlisted { get; init; }

    /// <summary>The newest earlier result of the same patient; null where there is none.</summary>
    public ReportedPrior? Prior { get; init; }

    /// <summary>Source slices in anatomical order, the most inferior first; empty where no series was read.</summary>
    public required IReadOnlyList<ReportedSlice> Slices { get; init; }

    /// <summary>One line for every file of the upload.</summary>
    public required IReadOnlyList<ReportedFile> Ledger { get; init; }

    /// <summary>What a reader should know although the study was analysed.</summary>
    public required IReadOnlyList<StudyWarning> Warnings { get; init; }

    /// <summary>Standing of the report, in words.</summary>
    public string Disclaimer { get; init; } = StandardDisclaimer;

    /// <summary>Wall time of each stage in ms, in order of execution.</summary>
    public required IReadOnlyDictionary<string, double> Timings { get; init; }
}

/// <summary>How far the analysis came.</summary>
public enum ReportStatus
{
    /// <summary>Every slice was scored.</summary>
    [JsonStringEnumMemberName("analyzed")]
    Analyzed,

    /// <summary>The study was refused; it has to be interpreted without this software.</summary>
    [JsonStringEnumMemberName("notAnalyzed")]
    NotAnalyzed,

    /// <summary>The analysis broke off after a slice had reached the operating point. The alarm stands; what was not found means nothing.</summary>
    [JsonStringEnumMemberName("incomplete")]
    Incomplete,
}
