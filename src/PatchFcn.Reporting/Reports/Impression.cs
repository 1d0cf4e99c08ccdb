namespace PatchFcn.Reporting.Reports;

/// <summary>The verdict of the page in words, for records that leave: whether the operating point was reached, by what, and what was not analysed.</summary>
public static class Impression
{
    /// <summary>Headline, reason and advice, as the page has them.</summary>
    public static string Of(StudyReport report)
    {
        var verdict = Verdict.Of(report);
        return $"{verdict.Headline}. {verdict.Reason} {verdict.Advice}";
    }
}
