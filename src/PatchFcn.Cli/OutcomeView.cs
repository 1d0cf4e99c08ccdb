using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Cli;

/// <summary>The verdict on stdout, the reason of a refusal on stderr.</summary>
internal static class OutcomeView
{
    /// <summary>Writes how a study ended and where its results lie.</summary>
    public static void Write(StudyOutcome outcome, LocalAnalysis analysis)
    {
        if (outcome.Reason is { } reason)
            Console.Error.WriteLine($"{Broken(outcome.Status)} {reason}");
        else
            Console.WriteLine(Verdict(outcome, analysis.Model.IntendedUse));
        Console.WriteLine(Path.Combine(analysis.Locate(outcome.ResultPath), ResultNames.Page));
    }

    /// <summary>How a study ended that was not analysed, or not to its end.</summary>
    public static string Broken(ReportStatus status) => status == ReportStatus.Incomplete
        ? "INCOMPLETE: a slice reached the operating point, then the analysis broke off. The alarm stands."
        : $"{Unaided.NotAnalyzed}.";

    /// <summary>One line: what was found, by what kind of model.</summary>
    /// <param name="outcome">How a study ended that was analysed.</param>
    /// <param name="intendedUse">What the model is intended for.</param>
    public static string Verdict(StudyOutcome outcome, string intendedUse)
    {
        var inPart = outcome.InPart ? " NOT ALL OF THE HEAD WAS ANALYSED." : "";
        return $"{ResultWords.Of(outcome.Positive, outcome.Findings > 0, intendedUse)}: score {ScoreText.Of(outcome.Score, outcome.Threshold)}, {Millilitres.Text(outcome.VolumeMl)} mL.{inPart} Not for diagnostic use.";
    }
}
