using System.Collections.Concurrent;
using System.CommandLine;
using PatchFcn.Training.CrossValidation;
using PatchFcn.Training.Data;
using Spectre.Console;

namespace PatchFcn.Training.Mining;

/// <summary><c>patchfcn-train mine</c>: where a package is wrong in heads to learn from, for <c>train --mistakes</c>.</summary>
internal static class MineCommand
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo[]>("--data") { Description = "Folders of prepared heads, those that are learned from.", Required = true, AllowMultipleArgumentsPerToken = true };
        var model = new Option<DirectoryInfo>("--model") { Description = "Package of the network as it is now.", Required = true };
        var file = new Option<FileInfo>("--out") { Description = "Table of mistakes to write.", Required = true };
        var command = new Command("mine", "Finds what a network gets wrong in its training heads, to learn more from it (train --mistakes).") { data, model, file };
        command.SetAction((arguments, cancellation) => Task.Run(() =>
        {
            var heads = HeadSet.LoadAll(arguments.GetRequiredValue(data).Select(folder => folder.FullName));
            using var scorer = new HeadScorer(arguments.GetRequiredValue(model).FullName);
            HeadSet.RequireScale(heads, scorer.Scale);
            var mistakes = Find(heads, scorer, cancellation);
            mistakes.Write(arguments.GetRequiredValue(file).FullName);
            Console.WriteLine($"{mistakes.Pixels.Count} of {heads.Sum(head => head.Slices)} slices hold mistakes.");
        }, cancellation));
        return command;
    }

    /// <summary>Looks at every slice.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Mistakes Find(IReadOnlyList<PreparedHead> heads, HeadScorer scorer, CancellationToken cancellation)
    {
        var found = new ConcurrentDictionary<(string, int), int[]>();
        var console = Stderr.Open();
        console.Progress().Start(context =>
        {
            var task = context.AddTask("mining", maxValue: Math.Max(1, heads.Count));
            foreach (var head in heads)
            {
                Parallel.For(0, head.Slices, new ParallelOptions { CancellationToken = cancellation }, slice =>
                {
                    if (MistakeFinder.Find(scorer, head, slice, cancellation) is { Length: > 0 } wrong)
                        found[(head.Name, slice)] = wrong;
                });
                task.Increment(1);
            }
        });
        return new Mistakes(found);
    }
}
