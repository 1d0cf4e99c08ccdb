using System.Text.Json.Serialization;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Hosting.Readings;

namespace PatchFcn.Workflow.Hosting;

/// <summary>A study in the list.</summary>
/// <param name="Study">Its name in paths, a hash.</param>
/// <param name="Run">Its run.</param>
/// <param name="Verdicts">What readers said of the run, the oldest first.</param>
public sealed record ListedStudy(string Study, FinishedStudy Run, IReadOnlyList<StoredVerdict> Verdicts)
{
    /// <inheritdoc cref="FinishedStudy.IntendedUse"/>
    public string IntendedUse => Run.IntendedUse;

    /// <summary>Whether it is the newest run of its study; null where the study has no other.</summary>
    public bool? IsNewest { get; init; }

    /// <summary>Whether somebody is to be told, and no receiver has taken the first event yet.</summary>
    public bool IsUntold { get; init; }

    /// <summary>How soon somebody should look.</summary>
    public Urgency Urgency => this switch
    {
        { IsSeen: true } => Urgency.Seen,
        { IsAlarm: true } => Urgency.Alarm,
        { Run.Status: ReportStatus.NotAnalyzed } => Urgency.NotAnalyzed,
        { IsMarked: true } => Urgency.Marked,
        _ => Urgency.Quiet,
    };

    /// <summary>Whether a reader has said anything of this end of the run. What was said before somebody started it again stays in the list, but was said of another.</summary>
    [JsonIgnore]
    public bool IsSeen => Verdicts.Any(it => it.IsOf(Run));

    /// <inheritdoc cref="FinishedStudy.IsMarked"/>
    public bool IsMarked => Run.IsMarked;

    /// <summary>The result in a few words.</summary>
    public string ResultInWords => Run switch
    {
        { Status: ReportStatus.NotAnalyzed } => Unaided.NotAnalyzed,
        { Status: ReportStatus.Incomplete } => $"{ResultWords.Finding(IntendedUse)}, analysis INCOMPLETE",
        { Positive: true, IsMarked: false } => $"{ResultWords.Finding(IntendedUse)}, {ResultWords.Unlisted(Run.VolumeMl)}",
        _ => ResultWords.Of(Run.Positive, IsMarked, IntendedUse),
    };

    /// <summary>The score as the report writes it; a dash where there is none.</summary>
    public string ScoreInWords => ScoreText.Of(Run.Score, Run.Threshold);

    /// <summary>The volume of all findings as the report writes it, mL without the unit; a dash where there is none.</summary>
    public string VolumeInWords => Millilitres.Text(Run.VolumeMl);

    /// <summary>Institution; empty where it is not known.</summary>
    public string Site => Run.Scanner?.Site ?? "";

    /// <summary>Manufacturer and model; empty where they are not known.</summary>
    public string Scanner => $"{Run.Scanner?.Manufacturer} {Run.Scanner?.Model}".Trim();

    /// <summary>Whether an alarm was raised: a score at or above the operating point, even where the analysis broke off then.</summary>
    [JsonIgnore]
    public bool IsAlarm => Run.Positive == true || Run.Status == ReportStatus.Incomplete;

    /// <summary>The newest verdict on this end of the run that is more than an acknowledgement; null where there is none.</summary>
    public StoredVerdict? Judgement => Verdicts.LastOrDefault(it => it.Verdict != GivenVerdict.Acknowledged && it.IsOf(Run));

    /// <summary>The most urgent first; among alarms those of unknown volume, then the largest; else the newest.</summary>
    internal static IReadOnlyList<ListedStudy> Sort(IEnumerable<ListedStudy> studies) =>
    [
        .. studies.OrderBy(study => study.Urgency)
            .ThenByDescending(study => study.Urgency == Urgency.Alarm ? study.Run.VolumeMl ?? double.MaxValue : 0)
            .ThenByDescending(study => study.Run.FinishedUtc),
    ];
}

/// <summary>How soon somebody should look at a study, the soonest first.</summary>
public enum Urgency
{
    /// <summary>The score reached the operating point and nobody has looked.</summary>
    Alarm,

    /// <summary>It could not be analysed: it has to be interpreted without this software, and nobody has looked.</summary>
    NotAnalyzed,

    /// <summary>Below the operating point, yet something is marked.</summary>
    Marked,

    /// <summary>Nothing was found.</summary>
    Quiet,

    /// <summary>A reader has acknowledged or judged it.</summary>
    Seen,
}
