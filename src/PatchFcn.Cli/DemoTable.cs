using System.Globalization;
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
        var dice = Dice(NiftiReader.ReadGzip(map), phantom.Truth);

        var main = report.Findings is [var first, ..] ? first : null;
        var bleed = phantom.Bleeds[0];
        var table = new Table().AddColumns("", "found", "true");
        table.AddRow("bleed", outcome.Positive == true ? $"yes, score {Number(outcome.Score, "0.00")}" : $"no, score {Number(outcome.Score, "0.00")}", "yes");
        table.AddRow("type", Markup.Escape(main?.Class ?? "–"), SyntheticStudyWriter.ClassNames[LabelOf(phantom)]);
        table.AddRow("side", main?.Laterality ?? "–", bleed.Side switch { > 0 => "left", < 0 => "right", _ => "midline" });
        table.AddRow("volume", $"{Number(outcome.VolumeMl, "0.0")} mL", $"{Number(phantom.VolumeMl, "0.0")} mL");
        table.AddRow("overlap (Dice)", Number(dice, "0.00"), "1.00");
        AnsiConsole.Write(table);
        Console.WriteLine(OutcomeView.Verdict(outcome, analysis));
        Console.WriteLine(Path.Combine(folder, ResultNames.Page));
    }

    private static byte LabelOf(Phantom phantom) => phantom.Truth.Labels.ToArray().Max();

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    /// <summary>Twice the common volume over the sum of both, 0..1.</summary>
    private static double Dice(NiftiImage probability, LabelVolume truth)
    {
        var (common, found, real) = (0L, 0L, 0L);
        for (var i = 0; i < probability.Voxels.Length; i++)
        {
            var isFound = probability.Voxels[i] > 0.5f;
            var isReal = truth.Labels[i] != 0;
            common += isFound && isReal ? 1 : 0;
            found += isFound ? 1 : 0;
            real += isReal ? 1 : 0;
        }

        return found + real == 0 ? 1 : 2.0 * common / (found + real);
    }
}
