using System.CommandLine;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Cli;

/// <summary><c>patchfcn analyze</c>: one study from a zip, a folder or files.</summary>
internal static class AnalyzeCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var study = new Argument<string[]>("study")
        {
            Description = "The study: a zip, a folder, DICOM files, or any mix of them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<DirectoryInfo>("--out", "-o") { Description = "Folder for the results; created if it does not exist.", Required = true };
        var options = new AnalysisOptions();

        var command = new Command("analyze", "Analyses one head CT and writes report.json, report.html and pictures. Exits with 0 if it was analysed, whatever was found, with 3 if it was refused.") { study, output };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            foreach (var path in result.GetValue(study) ?? [])
                if (!Path.Exists(path))
                    result.AddError($"There is no file or folder '{path}'.");
        });
        command.SetAction((parsed, cancellation) => CommandRunner.RunAsync(cancellation, async () =>
        {
            using var analysis = new LocalAnalysis(options.Read(parsed), parsed.GetRequiredValue(output).FullName);
            var outcome = await ProgressView.RunAsync(
                parsed.GetValue(options.Quiet), progress => analysis.RunAsync(parsed.GetRequiredValue(study), progress, cancellation));
            OutcomeView.Write(outcome, analysis);
            return ExitCodes.Of(outcome);
        }));
        return command;
    }
}
