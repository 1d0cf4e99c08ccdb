namespace PatchFcn.Workflow.Hosting.Readings;

/// <summary>What readers said of the studies of one scanner. A study counts once, with the newest verdict that is more than an acknowledgement.</summary>
/// <param name="Site">Institution; empty where it is not known.</param>
/// <param name="Scanner">Manufacturer and model; empty where they are not known.</param>
/// <param name="Studies">Studies that were analysed.</param>
/// <param name="AgreedFindings">Alarms a reader agreed with.</param>
/// <param name="FalseAlarms">Alarms, or marks, that a reader found to be no bleed.</param>
/// <param name="AgreedOthers">Studies without an alarm that a reader agreed with.</param>
/// <param name="Missed">Studies with a bleed that the software did not show.</param>
/// <param name="Unread">Studies without a verdict.</param>
/// <param name="Reasons">False alarms by what was taken for blood.</param>
public sealed record VerdictTally(
    string Site, string Scanner, int Studies, int AgreedFindings, int FalseAlarms, int AgreedOthers, int Missed, int Unread, IReadOnlyDictionary<string, int> Reasons)
{
    /// <summary>One tally for every scanner of every site, ordered by name.</summary>
    internal static IReadOnlyList<VerdictTally> Of(IEnumerable<ListedStudy> studies) =>
    [
        .. studies.GroupBy(study => (study.Site, study.Scanner))
            .OrderBy(group => group.Key.Site, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Scanner, StringComparer.Ordinal)
            .Select(group => Of(group.Key.Site, group.Key.Scanner, [.. group])),
    ];

    private static VerdictTally Of(string site, string scanner, IReadOnlyList<ListedStudy> studies)
    {
        var read = studies.Select(study => (study.IsAlarm, study.Judgement)).ToList();
        return new(
            site,
            scanner,
            studies.Count,
            Count(it => it.IsAlarm && it.Judgement?.Verdict == GivenVerdict.Agree),
            Count(it => it.Judgement?.Verdict == GivenVerdict.FalseAlarm),
            Count(it => !it.IsAlarm && it.Judgement?.Verdict == GivenVerdict.Agree),
            Count(it => it.Judgement?.Verdict == GivenVerdict.MissedBleed),
            Count(it => it.Judgement is null),
            read.Select(it => it.Judgement?.Reason).OfType<string>().GroupBy(it => it).ToDictionary(it => it.Key, it => it.Count()));

        int Count(Func<(bool IsAlarm, StoredVerdict? Judgement), bool> holds) => read.Count(holds);
    }
}
