using PatchFcn.Reporting.Reports;

namespace PatchFcn.Workflow.Hosting.Readings;

/// <summary>What readers said of the studies of one scanner. A study counts once: its newest run, with the newest verdict on that which is more than an acknowledgement.</summary>
/// <param name="Site">Institution; empty where it is not known.</param>
/// <param name="Scanner">Manufacturer and model; empty where they are not known.</param>
/// <param name="Studies">Studies that were analysed, at least in part.</param>
/// <param name="NotAnalyzed">Studies that were not, which no other figure counts.</param>
/// <param name="AgreedFindings">Alarms a reader agreed with.</param>
/// <param name="FalseAlarms">Alarms, or marks, that a reader found to be no bleed.</param>
/// <param name="AgreedOthers">Studies without an alarm that a reader agreed with.</param>
/// <param name="Missed">Studies with a bleed that the software did not show.</param>
/// <param name="Unread">Studies without a verdict.</param>
/// <param name="Reasons">False alarms by what was taken for blood.</param>
/// <param name="Judged">Studies with a verdict, those that were not analysed among them.</param>
/// <param name="Verdicts">These verdicts, the newest first, <see cref="ReadStudy.Listed"/> at most.</param>
public sealed record VerdictTally(
    string Site,
    string Scanner,
    int Studies,
    int NotAnalyzed,
    int AgreedFindings,
    int FalseAlarms,
    int AgreedOthers,
    int Missed,
    int Unread,
    IReadOnlyDictionary<string, int> Reasons,
    int Judged,
    IReadOnlyList<ReadStudy> Verdicts)
{
    /// <summary>One tally for every scanner of every site, ordered by name.</summary>
    /// <param name="runs">Every run of every study.</param>
    internal static IReadOnlyList<VerdictTally> Of(IEnumerable<ListedStudy> runs) =>
    [
        .. runs.GroupBy(run => run.Study)
            .Select(study => study.MaxBy(run => run.Run.FinishedUtc)!)
            .GroupBy(study => (study.Site, study.Scanner))
            .OrderBy(group => group.Key.Site, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Scanner, StringComparer.Ordinal)
            .Select(group => Of(group.Key.Site, group.Key.Scanner, [.. group])),
    ];

    private static VerdictTally Of(string site, string scanner, IReadOnlyList<ListedStudy> studies)
    {
        var analyzed = studies.Where(study => study.Run.Status != ReportStatus.NotAnalyzed).ToList();
        var read = ReadStudy.Of(studies);
        return new(
            site,
            scanner,
            analyzed.Count,
            studies.Count - analyzed.Count,
            Count(it => it.IsAlarm && it.Judgement?.Verdict == GivenVerdict.Agree),
            Count(it => it.Judgement?.Verdict == GivenVerdict.FalseAlarm),
            Count(it => !it.IsAlarm && it.Judgement?.Verdict == GivenVerdict.Agree),
            Count(it => it.Judgement?.Verdict == GivenVerdict.MissedBleed),
            Count(it => it.Judgement is null),
            analyzed.Select(it => it.Judgement?.Reason).OfType<string>().GroupBy(it => it).ToDictionary(it => it.Key, it => it.Count()),
            read.Count,
            [.. read.Take(ReadStudy.Listed)]);

        int Count(Func<ListedStudy, bool> holds) => analyzed.Count(holds);
    }
}
