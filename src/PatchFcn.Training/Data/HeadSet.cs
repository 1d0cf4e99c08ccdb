using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Training.Mining;

namespace PatchFcn.Training.Data;

/// <summary>Heads to learn from and heads to check with; a patient is on one side only.</summary>
/// <param name="Training">To learn from.</param>
/// <param name="Validation">To check with.</param>
internal sealed record HeadSet(IReadOnlyList<PreparedHead> Training, IReadOnlyList<PreparedHead> Validation)
{
    /// <summary>What an earlier network got wrong in them.</summary>
    public Mistakes Mistakes { get; init; } = Mistakes.None;

    /// <summary>Reads all heads of some folders and sets patients aside.</summary>
    /// <param name="folders">Folders of prepared heads.</param>
    /// <param name="validationPart">Part of the patients to check with.</param>
    /// <exception cref="InvalidDataException">There are none, one is damaged, two have the same name, or all are of one patient.</exception>
    public static HeadSet Load(IEnumerable<string> folders, double validationPart)
    {
        var heads = LoadAll(folders);
        var aside = PatientSplit.Draw(heads.Select(head => head.Patient), validationPart);
        if (heads.All(head => aside.Contains(head.Patient)))
            throw new InvalidDataException("All heads are of one patient. It takes two patients at least, one to learn from and one to check with.");
        return new HeadSet([.. heads.Where(head => !aside.Contains(head.Patient))], [.. heads.Where(head => aside.Contains(head.Patient))]);
    }

    /// <summary>Reads all heads of some folders, in the order of their names.</summary>
    /// <param name="folders">Folders of prepared heads.</param>
    /// <exception cref="InvalidDataException">There are none, one is damaged, or two have the same name, by which scores and mistakes are kept.</exception>
    public static IReadOnlyList<PreparedHead> LoadAll(IEnumerable<string> folders)
    {
        var paths = folders.SelectMany(folder => Directory.GetFiles(folder, "*" + PreparedHeadFile.Extension).Order(StringComparer.Ordinal)).ToArray();
        if (paths.Length == 0)
            throw new InvalidDataException("There are no prepared heads. Make some with: patchfcn-train prepare --out <folder>");
        var heads = new PreparedHead[paths.Length];
        Parallel.For(0, paths.Length, i => heads[i] = PreparedHeadFile.Read(paths[i]));
        if (heads.GroupBy(head => head.Name).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
            throw new InvalidDataException($"Two heads have the name {twice}. Prepare studies of one name under different ones: scores and mistakes are kept by it.");
        return heads;
    }

    /// <summary>Looks whether heads are at the scale of a network. Of those of an earlier version, which do not say, it tells on stderr that there are some.</summary>
    /// <exception cref="InvalidDataException">One is at another scale.</exception>
    public static void RequireScale(IEnumerable<PreparedHead> heads, AnalysisScale scale)
    {
        var unknown = 0;
        foreach (var head in heads)
        {
            if (head.Scale is { } other && other != scale)
                throw new InvalidDataException($"{head.Name} was prepared at another scale ({other.InWords()}) than the network's ({scale.InWords()}). Prepare it with the preset of the network.");
            unknown += head.Scale is null ? 1 : 0;
        }
        if (unknown > 0)
            Console.Error.WriteLine($"{unknown} heads were prepared by an earlier version and do not say their scale; they are taken for heads at the network's ({scale.InWords()}).");
    }
}
