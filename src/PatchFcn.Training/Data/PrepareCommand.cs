using System.CommandLine;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Dicom.Truth;
using PatchFcn.Training.Presets;
using Spectre.Console;

namespace PatchFcn.Training.Data;

/// <summary><c>patchfcn-train prepare</c>: makes heads ready for training, once.</summary>
internal static class PrepareCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the prepared heads; those that are there are kept, and are of the same scale.", Required = true };
        var preset = PresetOption.Create();
        var count = new Option<int>("--phantoms") { Description = "How many phantoms, where no studies are given.", DefaultValueFactory = _ => 400 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the first phantom; the next ones count up.", DefaultValueFactory = _ => 1_000_000 };
        var studies = new Option<DirectoryInfo?>("--studies") { Description = "Studies of your own in place of phantoms: one folder for each case, its DICOM files and truth.nii.gz or truth.dcm." };
        var truth = new Option<FileInfo?>("--truth") { Description = "Table of these studies: case, positive and, where one patient has several, patient." };
        var command = new Command("prepare", "Strips studies and brings them to the scale of the model.") { folder, preset, count, seed, studies, truth };
        command.Validators.Add(result =>
        {
            if (result.GetValue(studies) is null != result.GetValue(truth) is null)
                result.AddError("--studies and --truth belong together.");
        });
        command.SetAction((arguments, cancellation) => Task.Run(() =>
        {
            var heads = arguments.GetValue(studies) is { } cases
                ? Cases(cases.FullName, arguments.GetRequiredValue(truth)!.FullName)
                : Phantoms(arguments.GetValue(count), arguments.GetValue(seed));
            return Run(heads, arguments.GetRequiredValue(folder), PresetFile.Find(arguments.GetValue(preset)!).Network.Scale, cancellation);
        }, cancellation));
        return command;
    }

    private static List<Source> Phantoms(int count, ulong seed) =>
        [.. Enumerable.Range(0, count).Select(i => seed + (ulong)i).Select(at => new Source(PhantomHeads.Name(at), cancellation => PhantomHeads.Create(at, cancellation)))];

    private static List<Source> Cases(string studies, string truth) =>
        [.. TruthSet.Open(studies, truth).Cases.Select(study => new Source(study.Name, cancellation => LabelledHeads.Read(study, cancellation)))];

    private static int Run(List<Source> heads, DirectoryInfo folder, AnalysisScale scale, CancellationToken cancellation)
    {
        folder.Create();
        var console = Stderr.Open();
        var prepared = 0;
        console.Progress().Start(context =>
        {
            var task = context.AddTask("preparing", maxValue: Math.Max(1, heads.Count));
            foreach (var head in heads)
            {
                cancellation.ThrowIfCancellationRequested();
                var path = Path.Combine(folder.FullName, head.Name + PreparedHeadFile.Extension);
                if (IsThere(path, scale) || Prepare(head, path, scale, cancellation) is not { } reason)
                    prepared++;
                else
                    console.MarkupLineInterpolated($"{head.Name} left out: {reason}");
                task.Increment(1);
            }
        });
        Console.WriteLine($"{prepared} of {heads.Count} heads are prepared in {folder.FullName}");
        return prepared > 0 ? 0 : 1;
    }

    /// <exception cref="InvalidDataException">It is there, but at another scale.</exception>
    private static bool IsThere(string path, AnalysisScale scale)
    {
        if (!File.Exists(path))
            return false;
        if (PreparedHeadFile.ReadScale(path) is { } other && other != scale)
            throw new InvalidDataException($"{path} was prepared at another scale ({other.InWords()}) than is asked for ({scale.InWords()}). Give another --out.");
        return true;
    }

    /// <summary>Prepares one head; otherwise tells why not.</summary>
    private static string? Prepare(Source head, string path, AnalysisScale scale, CancellationToken cancellation)
    {
        try
        {
            if (HeadPreparer.Prepare(head.Read(cancellation), scale, out var refusal) is not { } prepared)
                return refusal!.Name;
            PreparedHeadFile.Write(path, prepared);
            return null;
        }
        catch (InvalidDataException unusable)
        {
            return unusable.Message;
        }
    }

    /// <summary>A head that can be prepared.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Read">Reads or makes it; throws <see cref="InvalidDataException"/> where it cannot be learned from.</param>
    private sealed record Source(string Name, Func<CancellationToken, StudyWithTruth> Read);
}
