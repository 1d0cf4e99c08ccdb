using System.Globalization;
using PatchFcn.Core.Studies;

namespace PatchFcn.Reporting.Reports;

/// <summary>What is said of a report first.</summary>
/// <param name="Tone"><c>alarm</c>, <c>caution</c>, <c>quiet</c> or <c>refused</c>: the colour.</param>
/// <param name="Headline">The result in a few words; never "negative".</param>
/// <param name="Reason">Why, in one or two sentences.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="Slice">Index of the slice to look at first, if there is one.</param>
internal sealed record Verdict(string Tone, string Headline, string Reason, string Advice, int? Slice)
{
    /// <summary>The warning of slices that show small bleeds less well than those that the network was made for: where nothing was found, that is not as good as it looks.</summary>
    private const string ThickSlices = "thickSlices";

    private const string Quiet = "quiet";

    /// <summary>What the slice to look at first is, where none of the findings lies in it; else null.</summary>
    public string? Apart { get; private init; }

    /// <summary>The verdict on a report. It is loud about what was not analysed.</summary>
    internal static Verdict Of(StudyReport report)
    {
        var gaps = report.Status == ReportStatus.Analyzed ? CoverageGaps.Of(report) : [];
        var verdict = report switch
        {
            { Status: ReportStatus.NotAnalyzed } => NotAnalyzed(report),
            { Status: ReportStatus.Incomplete } => Incomplete(report),
            { Positive: true, Findings.Count: > 0 } => Found(report),
            { Positive: true } => OverThePointWithoutMask(report),
            { Findings.Count: > 0 } => MaskUnderThePoint(report),
            _ => NothingFound(report, inPart: gaps.Count > 0),
        };
        verdict = verdict with { Apart = NameApart(report, verdict.Slice) };
        if (report.Warnings.FirstOrDefault(warning => warning.Name == ThickSlices) is { } thick)
            verdict = verdict with { Tone = verdict.Tone == Quiet ? "caution" : verdict.Tone, Reason = $"{verdict.Reason} {thick.Message}" };
        return gaps.Count == 0
            ? verdict
            : verdict with { Reason = $"{verdict.Reason} NOT ALL OF THE HEAD WAS ANALYSED: {string.Join(" ", gaps.Select(gap => gap.Message))}" };
    }

    /// <summary>What is marked where no finding is listed.</summary>
    internal static string Unmarked(StudyReport report) => report.VolumeMl > 0
        ? $"only specks are marked, {Millilitres.Text(report.VolumeMl)} mL in all, each too small to be listed"
        : "no pixel is marked";

    private static Verdict NotAnalyzed(StudyReport report) => new(
        "refused",
        Unaided.NotAnalyzed,
        report.Reason ?? "No reason was given.",
        $"There is no score and no mask. {Unaided.Advice}",
        null);

    private static Verdict Incomplete(StudyReport report) => new(
        "alarm",
        $"{Finding(report)} – analysis INCOMPLETE",
        report.Reason ?? "No reason was given.",
        $"A slice reached the operating point{Alarm(report)}, then the analysis broke off. The alarm stands; what was not found means nothing.",
        HighestSlice(report));

    private static Verdict Found(StudyReport report)
    {
        var foremost = Evidence.Foremost(report);
        var others = report.Findings!.Count switch { 1 => "", 2 => ", and one more finding", var n => $", and {n - 1} more findings" };
        var largest = foremost == report.Findings[0] ? "" : $", the largest of {Millilitres.Text(report.Findings[0].VolumeMl)} mL";
        return new(
            "alarm",
            Finding(report),
            $"{ClassStyle.Of(foremost.Class).Title}, {foremost.SideInWords}, {Millilitres.Text(foremost.VolumeMl)} mL{others}{largest}. {Score(report)}{Origin(report, foremost)}.",
            "Confirm or dismiss it on the source images.",
            Start(report, foremost));
    }

    private static Verdict OverThePointWithoutMask(StudyReport report) => new(
        "alarm",
        $"{Finding(report)}, {ResultWords.Unlisted(report.VolumeMl)}",
        $"{Score(report)}, but {Unmarked(report)}: small or faint blood can raise the score alone, and so can an artefact.",
        "Look at the slice with the highest score and at its neighbours first.",
        HighestSlice(report));

    private static Verdict MaskUnderThePoint(StudyReport report) => new(
        "caution",
        ResultWords.Marked(report.Model.IntendedUse),
        $"{Score(report)}, so no alert was raised; yet {Millilitres.Text(report.VolumeMl)} mL are marked.",
        "Look at the marked slices. This does not rule out hemorrhage.",
        Evidence.BestSlice(Evidence.Foremost(report)));

    private static Verdict NothingFound(StudyReport report, bool inPart) => new(
        inPart ? "caution" : Quiet,
        $"No finding{(report.Model.IntendedUse == IntendedUse.Clinical ? " at this operating point" : ByModel(report))}{(inPart ? ", and not all of the head was analysed" : "")}",
        $"{Score(report)}, and {Unmarked(report)}.",
        $"This does not rule out hemorrhage. {Unaided.Advice}",
        null);

    private static string Finding(StudyReport report) =>
        (report.Model.IntendedUse is IntendedUse.Clinical or IntendedUse.Research ? "Hemorrhage suspected" : "Finding") + ByModel(report);

    private static string ByModel(StudyReport report) => IntendedUse.ByModel(report.Model.IntendedUse);

    /// <summary>As many decimals, at least three, as tell the score from the operating point.</summary>
    internal static int Decimals(StudyReport report) => ScoreText.Decimals(report.Score ?? 0, report.OperatingPoint.Threshold);

    private static string Score(StudyReport report)
    {
        var (score, point, decimals) = (report.Score ?? 0, report.OperatingPoint, Decimals(report));
        var side = report.Positive == true ? "at or above" : "below";
        return $"Score {Shown(score)} is {side} the operating point “{point.Name}” ({Shown(point.Threshold)})";

        string Shown(double value) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>Where the score comes from, where that is not the first finding: a small one may be surer than a large one, and the highest patch may lie where nothing is marked.</summary>
    private static string Origin(StudyReport report, ReportedFinding foremost)
    {
        if (!HasTheScore(report, foremost))
            return HighestSlice(report) is { } slice ? $" and comes from slice {slice + 1}" : "";
        return foremost == report.Findings![0] ? "" : $" and comes from {foremost.Id} in slice {Evidence.BestSlice(foremost) + 1}";
    }

    private static int Start(StudyReport report, ReportedFinding foremost) =>
        HasTheScore(report, foremost) ? Evidence.BestSlice(foremost) : HighestSlice(report) ?? Evidence.BestSlice(foremost);

    /// <summary>
    /// Whether the score of the study is that of the patch that stands for a finding. That patch is chosen for how much of the finding it covers, too, and with several classes it has
    /// the score of its class: of another score nothing is said but its slice.
    /// </summary>
    private static bool HasTheScore(StudyReport report, ReportedFinding finding) => finding.TopPatch?.Score == report.Score;

    private static string? NameApart(StudyReport report, int? slice) =>
        slice is not { } at || report.Findings?.Any(finding => finding.Slices.First <= at && at <= finding.Slices.Last) == true ? null
        : $"{(report.Status == ReportStatus.Incomplete ? "Reached the operating point" : "Highest score")}: slice {at + 1}";

    /// <summary>The slices that raised the alarm of a study that was not scored to its end.</summary>
    private static string Alarm(StudyReport report) =>
        report.Slices.Where(slice => slice.Score is not null).ToList() is { Count: > 0 } scored
            ? $" ({new ReportedSliceRange(scored[0].Index, scored[^1].Index).InWords}, score {ScoreText.Of(scored[0].Score, report.OperatingPoint.Threshold)})"
            : "";

    /// <summary>The slice of the highest score; of several side by side, which are one slab, the middle one.</summary>
    private static int? HighestSlice(StudyReport report)
    {
        if (report.Slices.Where(slice => slice.Score is not null).MaxBy(slice => slice.Score) is not { } first)
            return null;
        var alike = report.Slices.SkipWhile(slice => slice.Index < first.Index).TakeWhile(slice => slice.Score == first.Score).Count();
        return first.Index + (alike - 1) / 2;
    }
}
