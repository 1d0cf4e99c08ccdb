using System.CommandLine;
using PatchFcn.Training.Data;
using PatchFcn.Training.Mining;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.Learning;

/// <summary><c>patchfcn-train train</c>: the three stages, from the start or from where the last run stopped.</summary>
internal static class TrainCommand
{
    private const double ValidationPart = 0.1;

    public static Command Create()
    {
        var data = new Option<DirectoryInfo[]>("--data") { Description = "Folders of prepared heads.", Required = true, AllowMultipleArgumentsPerToken = true };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the run: checkpoint and log. A run that is there goes on.", Required = true };
        var preset = PresetOption.Create();
        var multiclass = new Option<bool>("--multiclass") { Description = "Tell the four classes of the paper apart." };
        var seed = new Option<int>("--seed") { Description = "Seed of weights and minibatches.", DefaultValueFactory = _ => 1 };
        var from = new Option<DirectoryInfo[]>("--from") { Description = "What to begin with: the checkpoint of another run (where its classes are others, its backbone), or a model package of the same preset and classes. Of several with the same classes, the mean of their weights.", AllowMultipleArgumentsPerToken = true };
        var mistakes = new Option<FileInfo?>("--mistakes") { Description = "What an earlier network got wrong in these heads (patchfcn-train mine): more is learned from it." };
        var command = new Command("train", "Trains a network.") { data, folder, preset, multiclass, seed, from, mistakes };
        command.SetAction((arguments, cancellation) => Task.Run(() =>
        {
            LibTorch.Require();
            var chosen = PresetFile.Find(arguments.GetValue(preset)!, arguments.GetValue(multiclass));
            var heads = HeadSet.Load(arguments.GetRequiredValue(data).Select(folder => folder.FullName), ValidationPart) with
            {
                Mistakes = arguments.GetValue(mistakes) is { } table ? Mistakes.Read(table.FullName) : Mistakes.None,
            };
            return Run(heads, arguments.GetRequiredValue(folder).FullName, new RunState(chosen, arguments.GetValue(seed), 0), [.. arguments.GetValue(from)?.Select(it => it.FullName) ?? []], cancellation);
        }, cancellation));
        return command;
    }

    private static int Run(HeadSet heads, string folder, RunState state, IReadOnlyList<string> from, CancellationToken cancellation)
    {
        using var asked = cancellation.Register(() => Console.Error.WriteLine("Stopping after what is at work; the checkpoint is written."));
        var finished = TrainingSession.Run(heads, folder, state, from, cancellation);
        Console.Error.WriteLine(finished ? "Finished." : $"Stopped. The same command goes on from {folder}.");
        return finished ? 0 : TrainingFailure.Cancelled;
    }
}
