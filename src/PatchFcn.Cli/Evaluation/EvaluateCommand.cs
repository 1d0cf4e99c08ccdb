using System.CommandLine;
using PatchFcn.Cli.Evaluation.Tables;
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
        var options = new AnalysisOptions();
        var command = new Command("evaluate", "Evaluates a model against ground truth: ROC, operating points, Dice, figures.") { studies, truth, output, readers };
        options.AddTo(command);
        studies.AcceptExistingOnly();
        truth.AcceptExistingOnly();
        readers.AcceptExistingOnly();
        command.SetAction((parsed, cancellation) => CommandRunner.RunAsync(cancellation, async () =>
        {
            var set = TruthSet.Open(parsed.GetRequiredValue(studies).FullName, parsed.GetRequiredValue(truth).FullName);
            var points = parsed.GetValue(readers) is { } table ? ReaderPoint.Read(table.FullName) : [];
            var (settings, folder) = (options.Read(parsed), parsed.GetRequiredValue(output).FullName);
            var judged = await JudgeAsync(set, settings, folder, parsed.GetValue(options.Quiet), cancellation);
            var metrics = judged.Metrics;
            new EvaluationFiles(folder, metrics, judged.Cases, points).Write();
            Console.WriteLine($"AUC {Text.Of(metrics.Auc)} ({Text.Of(metrics.AucCi)}), Dice {Text.Of(metrics.Dice)}, "
                + $"{metrics.N} of {judged.Cases.Count} cases analysed, {metrics.Positives} of them positive. Not for diagnostic use.");
            Console.WriteLine(Path.Combine(folder, "evaluation.md"));
            if (judged.Cases.Count(study => study.Result.HasFailed) is > 0 and var failed)
                Console.Error.WriteLine($"{failed} of {judged.Cases.Count} cases failed internally and are not evaluated; the same command tries them again.");
            return ExitCodes.Of(judged.Cases);
        }));
        return command;
    }

    private static async Task<(Metrics Metrics, IReadOnlyList<JudgedCase> Cases)> JudgeAsync(
        TruthSet set, AnalysisSetup settings, string folder, bool quiet, CancellationToken cancellation)
    {
        using var analysis = new LocalAnalysis(settings, folder);
        var model = analysis.Model;
        Directory.CreateDirectory(folder);
        using var log = new CaseLog(Path.Combine(folder, "cases.jsonl"), Header(analysis, settings));
        var run = new EvaluationRun(set, log, new CaseJudge(analysis, Path.Combine(folder, EvaluationFiles.CasePictures)));
        var cases = await EvaluationProgressView.RunAsync(quiet, progress => run.RunAsync(progress, cancellation));
        return (new MetricsBuilder(set, cases, model, settings).Build(), cases);
    }

    private static LogHeader Header(LocalAnalysis analysis, AnalysisSetup settings)
    {
        var model = analysis.Reference;
        return new(model.Name, model.Sha256, settings.Grid.ToName(), CaseLog.Rule, model.ManifestSha256, SoftwareVersion.Current);
    }
}
