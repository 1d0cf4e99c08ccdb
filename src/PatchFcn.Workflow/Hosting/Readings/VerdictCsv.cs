using System.Globalization;
using System.Text;

namespace PatchFcn.Workflow.Hosting.Readings;

/// <summary>All verdicts as a table, one line each, as RFC 4180 has it.</summary>
internal static class VerdictCsv
{
    private const string Header = "given,study,instance,site,scanner,status,positive,score,volumeMl,verdict,reason,by,comment";

    /// <summary>The table; studies in the order given, the verdicts of each as they came.</summary>
    public static string Write(IEnumerable<ListedStudy> studies)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var study in studies)
            foreach (var verdict in study.Verdicts)
                text.AppendJoin(',', Cells(study, verdict).Select(Quote)).Append("\r\n");
        return text.ToString();
    }

    /// <summary>Of an end that a rerun has replaced, only that it was judged is known.</summary>
    private static IEnumerable<string?> Cells(ListedStudy study, StoredVerdict verdict)
    {
        var end = verdict.IsOf(study.Run) ? study.Run : null;
        return
        [
            verdict.GivenUtc.ToString("O", CultureInfo.InvariantCulture), study.Study, study.Run.Instance, study.Site, study.Scanner,
            end?.Status.ToString(), end?.Positive?.ToString(), end?.Score?.ToString(CultureInfo.InvariantCulture), end?.VolumeMl?.ToString(CultureInfo.InvariantCulture),
            verdict.Verdict, verdict.Reason, verdict.By, verdict.Comment,
        ];
    }

    /// <summary>Every cell in quotes; one that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    private static string Quote(string? cell)
    {
        var text = cell ?? "";
        if (text.TrimStart() is ['=' or '+' or '-' or '@', ..] || text is ['\t' or '\r' or '\n', ..])
            text = "'" + text;
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
