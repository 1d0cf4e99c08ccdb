using System.Globalization;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Evaluation;
using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Hosting;
using Spectre.Console;

namespace PatchFcn.Cli;

/// <summary>What was found beside what is true.</summary>
internal static class DemoTable
{
    /// <summary>Writes the table to stdout.</summary>
    public static async Task WriteAsync(Phantom phantom, StudyOutcome outcome, LocalAnalysis analysis, CancellationToken cancellation)
    {
        var folder = analysis.Locate(outcome.ResultPath);
        await using var json = File.OpenRead(Path.Combine(folder, ResultNames.Report));
        var report = await ReportJson.ReadAsync(json, cancellation);
        await using var map = File.OpenRead(Path.Combine(folder, ResultNames.Probability));
        var probabilities = Array.ConvertAll(NiftiReader.ReadGzip(map).Voxels, ProbabilityMap.Quantize);
        var dice = PixelTally.Of(probabilities, phantom.Truth.Labels).Dice;

        var main = report.Findings is [var first, ..] ? first : null;
        var bleed = phantom.Bleeds[0];
        var table = new Table().AddColumns("", "found", "true");
        table.AddRow("bleed", $"{(outcome.Positive == true ? "yes" : "no")}, score {ScoreText.Of(outcome.Score, outcome.Threshold)}", "yes");
        table.AddRow("type", Markup.Escape(main?.Class ?? "–"), SyntheticStudyWriter.ClassNames[LabelOf(phantom)]);
        table.AddRow("side", main?.SideInWords ?? "–", bleed.Side switch { > 0 => "left", < 0 => "right", _ => "midline" });
        table.AddRow("volume", $"{Millilitres.Text(outcome.VolumeMl)} mL", $"{Millilitres.Text(phantom.VolumeMl)} mL");
        table.AddRow("overlap (Dice)", Number(dice, "0.00"), "1.00");
        AnsiConsole.Write(table);
        Console.WriteLine(OutcomeView.Verdict(outcome, analysis.Model.IntendedUse));
        Console.WriteLine(Path.Combine(folder, ResultNames.Page));
    }

    private static byte LabelOf(Phantom phantom) => phantom.Truth.Labels.ToArray().Max();

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
