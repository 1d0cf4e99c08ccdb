using System.Globalization;
using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Html;

/// <summary>What the page says first.</summary>
/// <param name="Tone"><c>alarm</c>, <c>caution</c>, <c>quiet</c> or <c>refused</c>: the colour.</param>
/// <param name="Headline">The result in a few words; never "negative".</param>
/// <param name="Reason">Why, in one or two sentences.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="Slice">Index of the slice to look at first, if there is one.</param>
internal sealed record Verdict(string Tone, string Headline, string Reason, string Advice, int? Slice)
{
    /// <summary>The verdict on a report.</summary>
    internal static Verdict Of(StudyReport report) => report switch
    {
        { Status: ReportStatus.NotAnalyzed } => NotAnalyzed(report),
        { Status: ReportStatus.Incomplete } => Incomplete(report),
        { Positive: true, Findings.Count: > 0 } => Found(report),
        { Positive: true } => OverThePointWithoutMask(report),
        { Findings.Count: > 0 } => MaskUnderThePoint(report),
        _ => NothingFound(report),
    };

    /// <summary>What is marked where no finding is listed.</summary>
    internal static string Unmarked(StudyReport report) => report.VolumeMl > 0
        ? $"only specks are marked, {PageFunctions.Millilitres(report.VolumeMl)} mL in all, each too small to be listed"
        : "no pixel is marked";

    private static Verdict NotAnalyzed(StudyReport report) => new(
        "refused",
        "NOT ANALYSED – read as without software",
        report.Reason ?? "No reason was given.",
        "There is no score and no mask. Read the study as if this software did not exist.",
        null);

    private static Verdict Incomplete(StudyReport report) => new(
        "alarm",
        $"{Finding(report)} – analysis INCOMPLETE",
        report.Reason ?? "No reason was given.",
        "A slice reached the operating point, then the analysis broke off. The alarm stands; what was not found means nothing.",
        HighestSlice(report));

    private static Verdict Found(StudyReport report)
    {
        var first = report.Findings![0];
        var others = report.Findings.Count switch { 1 => "", 2 => ", and one more finding", var n => $", and {n - 1} more findings" };
        return new(
            "alarm",
            Finding(report),
            $"{ClassStyle.Of(first.Class).Title}, {first.Laterality}, {PageFunctions.Millilitres(first.VolumeMl)} mL{others}. {Score(report)}.",
            "Confirm or dismiss it on the source images.",
            Evidence.BestSlice(first));
    }

    private static Verdict OverThePointWithoutMask(StudyReport report) => new(
        "alarm",
        $"{Finding(report)}, {(report.VolumeMl > 0 ? "only specks marked" : "nothing marked")}",
        $"{Score(report)}, but {Unmarked(report)}: small or faint blood can raise the score alone, and so can an artefact.",
        "Look at the slice with the highest score and at its neighbours first.",
        HighestSlice(report));

    private static Verdict MaskUnderThePoint(StudyReport report) => new(
        "caution",
        $"Regions marked{ByModel(report)}, under the operating point",
        $"{Score(report)}, so no alert was raised; yet {PageFunctions.Millilitres(report.VolumeMl)} mL are marked.",
        "Look at the marked slices. This does not rule out hemorrhage.",
        Evidence.BestSlice(report.Findings![0]));

    private static Verdict NothingFound(StudyReport report) => new(
        "quiet",
        $"No finding{(report.Model.IntendedUse == IntendedUse.Clinical ? " at this operating point" : ByModel(report))}",
        $"{Score(report)}, and {Unmarked(report)}.",
        "This does not rule out hemorrhage. Read the study as if this software did not exist.",
        null);

    private static string Finding(StudyReport report) =>
        (report.Model.IntendedUse is IntendedUse.Clinical or IntendedUse.Research ? "Hemorrhage suspected" : "Finding") + ByModel(report);

    private static string ByModel(StudyReport report) => IntendedUse.ByModel(report.Model.IntendedUse);

    /// <summary>The score against the operating point, with as many decimals, at least three, as tell the two apart.</summary>
    private static string Score(StudyReport report)
    {
        var (score, point) = (report.Score ?? 0, report.OperatingPoint);
        var decimals = Enumerable.Range(3, 12).First(n => n == 14 || score == point.Threshold || Math.Round(score, n) != Math.Round(point.Threshold, n));
        var side = report.Positive == true ? "at or over" : "under";
        return $"Score {Shown(score)} is {side} the operating point “{point.Name}” ({Shown(point.Threshold)})";

        string Shown(double value) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    private static int? HighestSlice(StudyReport report) => report.Slices.Where(slice => slice.Score is not null).MaxBy(slice => slice.Score)?.Index;
}
