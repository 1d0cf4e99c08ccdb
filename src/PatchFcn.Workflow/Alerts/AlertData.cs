using PatchFcn.Reporting.Reports;

namespace PatchFcn.Workflow.Alerts;

/// <summary>What an event says of a study. No patient identifier is in it: the study is a hash, details are behind the link.</summary>
/// <param name="Study">Hash that stands for the study.</param>
/// <param name="Instance">Hash that stands for the run.</param>
/// <param name="Sequence">1: provisional, 2: final, 3: escalation. A receiver ignores a provisional finding that comes after a final event; an escalation may come before the end and replaces nothing.</param>
/// <param name="Statement">One sentence for people.</param>
/// <param name="Score">Stack score, or score of the slice that raised the alarm; null where there is none.</param>
/// <param name="Threshold">The operating point it is held against; null where nothing was scored.</param>
/// <param name="Positive">Whether the score reaches the threshold; null where not analysed.</param>
/// <param name="VolumeMl">Volume of all findings, mL; null where not analysed.</param>
/// <param name="Reason">Stable name of the reason why the study was not analysed; null where it was.</param>
/// <param name="Model">The model that says so; null where none was asked.</param>
/// <param name="Report">Where the report lies, relative to the results; null where there is none yet.</param>
public sealed record AlertData(
    string Study,
    string Instance,
    int Sequence,
    string Statement,
    double? Score,
    double? Threshold,
    bool? Positive,
    double? VolumeMl,
    string? Reason,
    AlertModel? Model,
    string? Report)
{
    /// <summary>How often somebody had started the run again before; 0 the first time. Order and ends hold among events of one number.</summary>
    public int Rerun { get; init; }

    /// <summary>The slices as acquired that raised the alarm, counted from 0 at the inferior end; null in events of other kinds.</summary>
    public ReportedSliceRange? Images { get; init; }

    /// <summary>Whether a part of the head was not analysed.</summary>
    public bool InPart { get; init; }

    /// <summary>When the study was uploaded; null where nobody knows.</summary>
    public DateTimeOffset? UploadedUtc { get; init; }

    /// <summary>When it was queued for whoever is told; null where nobody is.</summary>
    public DateTimeOffset? ToldUtc { get; init; }
}

/// <summary>The model behind an event.</summary>
/// <param name="Name">Name of the package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">SHA-256 of its network.</param>
/// <param name="IntendedUse"><c>demonstration</c>, <c>research</c> or <c>clinical</c>.</param>
public sealed record AlertModel(string Name, string Version, string Sha256, string IntendedUse);

/// <summary>What a heartbeat says.</summary>
/// <param name="Host">Name of the host.</param>
/// <param name="Version">Version of the software.</param>
/// <param name="Waiting">Studies that have arrived and are not finished.</param>
/// <param name="Finished">Studies this host has finished since it started.</param>
public sealed record HeartbeatData(string Host, string Version, int Waiting, long Finished);
