using PatchFcn.Reporting.Reports;

namespace PatchFcn.Workflow.Engine;

/// <summary>How far a study has come.</summary>
/// <param name="Stage">The stage at work.</param>
/// <param name="Done">Parts of the stage that are done.</param>
/// <param name="Total">Parts of the stage.</param>
/// <param name="ProvisionalFinding">
/// Whether a slice has reached the operating point. The stack score is a maximum: once true it stays true, while a negative has to wait for the last slice.
/// </param>
public sealed record StudyProgress(Stage Stage, int Done, int Total, bool ProvisionalFinding = false)
{
    /// <summary>Where the results lie; null until they are sealed.</summary>
    public string? ResultPath { get; init; }

    /// <summary>How far the analysis came; null until its results are sealed.</summary>
    public ReportStatus? Status { get; init; }
}

/// <summary>The stages of a study, in order.</summary>
public enum Stage
{
    /// <summary>Which series, which slices, why not the others.</summary>
    Ingest,

    /// <summary>Only the intracranial voxels stay.</summary>
    StripSkull,

    /// <summary>The network looks at each slice.</summary>
    ScoreSlices,

    /// <summary>Mask, findings, volumes, stack score.</summary>
    Aggregate,

    /// <summary>Reports, pictures and maps.</summary>
    WriteResults,

    /// <summary>Everybody was told; the archive gets its objects.</summary>
    Deliver,
}
