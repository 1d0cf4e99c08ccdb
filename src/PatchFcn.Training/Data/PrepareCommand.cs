using System.CommandLine;
using PatchFcn.Training.Presets;
using Spectre.Console;

namespace PatchFcn.Training.Data;

/// <summary><c>patchfcn-train prepare</c>: makes heads ready for training, once.</summary>
internal static class PrepareCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the prepared heads; those that are there are kept.", Required = true };
        var preset = PresetOption.Create();
        var count = new Option<int>("--phantoms") { Description = "How many phantoms.", DefaultValueFactory = _ => 400 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the first phantom; the next ones count up.", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("prepare", "Strips studies and brings them to the scale of the model.") { folder, preset, count, seed };
        command.SetAction((arguments, cancellation) => Task.Run(() => Run(
            arguments.GetRequiredValue(folder), arguments.GetValue(preset)!, arguments.GetValue(count), arguments.GetValue(seed), cancellation), cancellation));
        return command;
    }

    private static void Run(DirectoryInfo folder, string preset, int count, ulong seed, CancellationToken cancellation)
    {
        var scale = PresetFile.Find(preset).Network.Scale;
        folder.Create();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress().Start(context =>
        {
            var task = context.AddTask("preparing", maxValue: count);
            for (var i = 0; i < count; i++, task.Increment(1))
            {
                cancellation.ThrowIfCancellationRequested();
                var path = Path.Combine(folder.FullName, PhantomHeads.Name(seed + (ulong)i) + PreparedHeadFile.Extension);
                if (File.Exists(path))
                    continue;
                var study = PhantomHeads.Create(seed + (ulong)i, cancellation);
                if (HeadPreparer.Prepare(study, scale, out var refusal) is { } head)
                    PreparedHeadFile.Write(path, head);
                else
                    console.MarkupLineInterpolated($"{study.Name} left out: {refusal!.Name}");
            }
        });
    }
}
