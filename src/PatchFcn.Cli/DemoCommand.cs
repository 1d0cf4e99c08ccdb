using System.CommandLine;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Cli;

/// <summary><c>patchfcn demo</c>: a synthetic study with a known bleed is made, analysed and compared with the truth.</summary>
internal static class DemoCommand
{
    /// <summary>A phantom of thirty-odd slices of 512² with one bleed that is easy to see.</summary>
    private const ulong Seed = 3;

    private static readonly PhantomOptions Wanted = new() { Bleed = BleedChoice.Edh, SliceSpacingMm = 5 };

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out", "-o")
        {
            Description = "Folder for the study and its results.",
            DefaultValueFactory = _ => new DirectoryInfo("patchfcn-demo"),
        };
        var options = new AnalysisOptions();
        var command = new Command("demo", "Makes a synthetic head CT with a known bleed, analyses it and compares the result with the truth.") { output };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => CommandRunner.RunAsync(cancellation, async () =>
        {
            var folder = parsed.GetRequiredValue(output).FullName;
            var quiet = parsed.GetValue(options.Quiet);
            using var analysis = new LocalAnalysis(options.Read(parsed), folder);
            if (!quiet)
                Console.Error.WriteLine("making a synthetic head CT with an epidural hematoma");
            var phantom = await Task.Run(() => Phantom.Create(PhantomSpec.Draw(Seed, Wanted), cancellation), cancellation);
            PhantomWriter.Write(phantom, folder, "study");
            var study = Path.Combine(folder, "study");
            var outcome = await ProgressView.RunAsync(quiet, progress => analysis.RunAsync([study], progress, cancellation));
            if (outcome.Reason is not null)
                OutcomeView.Write(outcome, analysis);
            else
                await DemoTable.WriteAsync(phantom, outcome, analysis, cancellation);
            return ExitCodes.Of(outcome);
        }));
        return command;
    }
}
