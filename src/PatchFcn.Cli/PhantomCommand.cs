using System.CommandLine;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Cli;

/// <summary><c>patchfcn phantom</c>: synthetic head CTs with known bleeds, as DICOM.</summary>
internal static class PhantomCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out", "-o") { Description = "Folder for the cases and truth.csv.", Required = true };
        var count = new Option<int>("--count", "-n") { Description = "Number of phantoms.", DefaultValueFactory = _ => 1 };
        var seed = new Option<ulong>("--seed", "-s") { Description = "Seed of the first phantom; the next ones count up. The same seed gives the same bytes.", DefaultValueFactory = _ => 1 };
        var bleed = new Option<BleedChoice>("--bleed", "-b") { Description = "Which bleeds.", DefaultValueFactory = _ => BleedChoice.Random };
        var suite = new Option<Difficulty>("--suite")
        {
            Description = "ordinary: as in daily work. hard: mimics in every head; with --bleed random every second seed has a bleed, a third of them under 5 mL.",
            DefaultValueFactory = _ => Difficulty.Ordinary,
        };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--count is at least 1.");
        });

        var command = new Command("phantom", "Makes synthetic head CTs with known bleeds, as DICOM with the truth beside them.") { output, count, seed, bleed, suite };
        command.SetAction((parsed, cancellation) => CommandRunner.RunAsync(cancellation, () =>
        {
            var folder = parsed.GetRequiredValue(output).FullName;
            var options = new PhantomOptions { Bleed = parsed.GetValue(bleed), Difficulty = parsed.GetValue(suite) };
            var told = new SynchronousProgress<PhantomProgress>(progress => Console.Error.WriteLine($"phantom {progress.Done} of {progress.Count}: {progress.Name}"));
            PhantomSuite.Write(folder, parsed.GetValue(count), parsed.GetValue(seed), options, told, cancellation);
            Console.WriteLine(Path.Combine(folder, "truth.csv"));
            return Task.FromResult(ExitCodes.Success);
        }));
        return command;
    }
}
