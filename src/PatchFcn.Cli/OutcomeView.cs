using System.Globalization;
using PatchFcn.Core.Studies;
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
            Console.Error.WriteLine($"NOT ANALYSED, read as without software. {reason}");
        else
            Console.WriteLine(Verdict(outcome, analysis));
        Console.WriteLine(Path.Combine(analysis.Locate(outcome.ResultPath), ResultNames.Page));
    }

    /// <summary>One line: what was found, by what kind of model.</summary>
    public static string Verdict(StudyOutcome outcome, LocalAnalysis analysis)
    {
        var by = IntendedUse.ByModel(analysis.Model.IntendedUse);
        var what = outcome switch
        {
            { Positive: true } => $"Finding{by}",
            { Findings: > 0 } => $"Regions marked{by}, under the operating point",
            _ => $"No finding{by}",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what}: score {outcome.Score:0.000}, {outcome.VolumeMl:0.0} mL. Not for diagnostic use.");
    }
}
