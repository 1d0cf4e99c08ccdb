using System.CommandLine;
using PatchFcn.Cli.Evaluation.Tables;
using PatchFcn.Core;
using PatchFcn.Dicom.Truth;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Cli.Evaluation;

/// <summary><c>patchfcn evaluate</c>: a model against ground truth.</summary>
internal static class EvaluateCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var studies = new Option<DirectoryInfo>("--studies", "-s") { Description = "Folder with one folder for each case: its DICOM files and, where known, truth.nii.gz or truth.dcm (a DICOM segmentation).", Required = true };
        var truth = new Option<FileInfo>("--truth", "-t") { Description = "Table of the cases: case, positive and, where known, classes, volumeMl, manufacturer, patient, type.", Required = true };
        var output = new Option<DirectoryInfo>("--out", "-o") { Description = "Folder for metrics.json, tables and figures. A run that was stopped is continued here.", Required = true };
        var readers = new Option<FileInfo>("--readers") { Description = "Table of human readers to draw on the ROC plot: reader, sensitivity, specificity." };
        var against = new Option<ScoringGrid?>("--against") { Description = "Also scores every case on this grid, and compares with --grid: masks, decisions at the operating point of each grid, AUC." };
        var options = new AnalysisOptions();
        var command = new Command("evaluate", "Evaluates a model against ground truth: ROC, operating points, Dice, figures.") { studies, truth, output, readers, against };
        options.AddTo(command);
        studies.AcceptExistingOnly();
        truth.AcceptExistingOnly();
        readers.AcceptExistingOnly();
        command.SetAction((parsed, cancellation) => CommandRunner.RunAsync(cancellation, async () =>
        {
            var set = TruthSet.Open(parsed.GetRequiredValue(studies).FullName, parsed.GetRequiredValue(truth).FullName);
            var points = parsed.GetValue(readers) is { } table ? ReaderPoint.Read(table.FullName) : [];
            var (settings, folder) = (options.Read(parsed), parsed.GetRequiredValue(output).FullName);
            var judged = await JudgeAsync(set, settings, parsed.GetValue(against), folder, parsed.GetValue(options.Quiet), cancellation);
            var metrics = judged.Metrics;
            new EvaluationFiles(folder, metrics, judged.Cases, points).Write();
            Console.WriteLine($"AUC {Text.Of(metrics.Auc)} ({Text.Of(metrics.AucCi)}), Dice {Text.Of(metrics.Dice)}, "
                + $"{metrics.N} of {judged.Cases.Count} cases analysed, {metrics.Positives} of them positive. Not for diagnostic use.");
            if (metrics.Against is { } other)
                Console.WriteLine($"{other.Grid} against {metrics.Grid}: same decision {Text.Of(other.SameDecision.Value)}, AUC {ComparisonTables.Difference(other.Auc)}, mean Dice of the masks {Text.Of(other.MeanDice)}.");
            Console.WriteLine(Path.Combine(folder, "evaluation.md"));
            if (judged.Cases.Count(study => study.Result.HasFailed) is > 0 and var failed)
                Console.Error.WriteLine($"{failed} of {judged.Cases.Count} cases failed internally and are not evaluated; the same command tries them again.");
            return ExitCodes.Of(judged.Cases);
        }));
        return command;
    }

    private static async Task<(Metrics Metrics, IReadOnlyList<JudgedCase> Cases)> JudgeAsync(
        TruthSet set, AnalysisSetup settings, ScoringGrid? against, string folder, bool quiet, CancellationToken cancellation)
    {
        if (against == settings.Grid)
            throw new UsageException("--against needs another grid than --grid.");
        using var analysis = new LocalAnalysis(settings, folder);
        var model = analysis.Model;
        if (against is { } grid)
            model.OperatingPoint(grid, settings.OperatingPoint); // that it has none is said before anything is analysed
        Directory.CreateDirectory(folder);
        using var log = new CaseLog(Path.Combine(folder, "cases.jsonl"), Header(analysis, settings) with { Against = against?.ToName() });
        var run = new EvaluationRun(set, log, new CaseJudge(analysis, against, Path.Combine(folder, EvaluationFiles.CasePictures)));
        var cases = await EvaluationProgressView.RunAsync(quiet, progress => run.RunAsync(progress, cancellation));
        return (new MetricsBuilder(set, cases, model, settings, against).Build(), cases);
    }

    private static LogHeader Header(LocalAnalysis analysis, AnalysisSetup settings)
    {
        var model = analysis.Reference;
        return new(model.Name, model.Sha256, settings.Grid.ToName(), CaseLog.Rule, model.ManifestSha256, SoftwareVersion.Current);
    }
}
