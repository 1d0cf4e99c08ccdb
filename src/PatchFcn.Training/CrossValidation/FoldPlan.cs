using System.Text.Json;
using System.Text.Json.Serialization;
using PatchFcn.Core;
using PatchFcn.Core.Evaluation;
using PatchFcn.Training.Data;
using PatchFcn.Training.Learning;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.CrossValidation;

/// <summary>
/// Which head is left out of which run, and how the runs begin. It lies beside them, so that they never go on as runs of another division, which would score heads by a
/// network that has learned them.
/// </summary>
/// <param name="Start">How every run begins.</param>
/// <param name="From">SHA-256 of the weights that every run begins with (<see cref="RunStart.Hash"/>); empty: random ones.</param>
/// <param name="Heads">The heads, in the order in which they are learned from.</param>
internal sealed record FoldPlan(RunState Start, IReadOnlyList<string> From, IReadOnlyList<PlannedHead> Heads)
{
    /// <summary>Name of its file.</summary>
    public const string FileName = "folds.json";

    /// <summary>Divides heads.</summary>
    /// <param name="heads">All of them.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="start">How every run begins.</param>
    /// <param name="from">Folders of the weights that it begins with.</param>
    /// <exception cref="UsageException">There are fewer patients than folds.</exception>
    public static FoldPlan Divide(IReadOnlyList<PreparedHead> heads, int folds, RunState start, IReadOnlyList<string> from)
    {
        var foldOf = PatientFolds.Assign([.. heads.Select(head => (head.Patient, head.HasBlood))], folds, (ulong)start.Seed);
        return new FoldPlan(start, [.. from.Select(RunStart.Hash)], [.. heads.Select((head, i) => new PlannedHead(head.Name, head.Patient, foldOf[i] + 1))]);
    }

    /// <summary>Number of folds.</summary>
    [JsonIgnore]
    public int Folds => Heads.Max(head => head.Fold);

    /// <summary>Which heads are in a fold, by their place among all.</summary>
    /// <param name="fold">The fold, from 1.</param>
    public IEnumerable<int> In(int fold) => Enumerable.Range(0, Heads.Count).Where(i => Heads[i].Fold == fold);

    /// <summary>Folder of the run without a fold.</summary>
    /// <param name="folder">Folder of all runs.</param>
    /// <param name="fold">The fold, from 1.</param>
    public static string Run(string folder, int fold) => Path.Combine(folder, $"fold-{fold}");

    /// <summary>Writes the plan beside its runs; where there are some already, looks whether they are of this plan.</summary>
    /// <exception cref="InvalidDataException">They are of another, or nothing says of which.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Keep(string folder)
    {
        var (path, plan) = (Path.Combine(folder, FileName), JsonSerializer.Serialize(this, PresetFile.Json));
        if (Directory.Exists(Run(folder, 1)) && !(File.Exists(path) && File.ReadAllText(path) == plan))
            throw new InvalidDataException($"The runs in {folder} are of other folds, heads or settings: their networks may have learned what they would score now. Give another --out.");
        Directory.CreateDirectory(folder);
        File.WriteAllText(path, plan);
    }
}

/// <summary>A head of a plan.</summary>
/// <param name="Case">Its name.</param>
/// <param name="Patient">Whose it is.</param>
/// <param name="Fold">The run that leaves it out, from 1.</param>
internal sealed record PlannedHead(string Case, string Patient, int Fold);
