using PatchFcn.Core;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Hashing;

namespace PatchFcn.Dicom.Truth;

/// <summary>The studies a model is judged on.</summary>
/// <param name="Cases">The cases in the order of <c>truth.csv</c>.</param>
/// <param name="TruthSha256">SHA-256 of <c>truth.csv</c>, lower-case hexadecimal.</param>
public sealed record TruthSet(IReadOnlyList<TruthCase> Cases, string TruthSha256)
{
    /// <summary>Reads what is true, and checks that every study is there.</summary>
    /// <param name="studies">Folder with one folder for each case.</param>
    /// <param name="truth">The table: columns <c>case</c> and <c>positive</c>, and as far as known <c>classes</c> (joined by +), <c>volumeMl</c>, <c>manufacturer</c>, <c>patient</c>, <c>type</c>.</param>
    /// <exception cref="UsageException">The table is wrong or a folder is missing; the message says what to mend.</exception>
    public static TruthSet Open(string studies, string truth)
    {
        TruthCase[] cases = [.. CsvFile.Read(truth, "case", "positive").Select(row => Read(studies, row))];
        if (cases.Length == 0)
            throw new UsageException($"{Path.GetFileName(truth)} names no case.");
        if (cases.GroupBy(study => study.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new UsageException($"{Path.GetFileName(truth)} names the case {twice.Key} twice.");
        if (cases.FirstOrDefault(study => !Directory.Exists(study.Folder)) is { } missing)
            throw new UsageException($"There is no folder for the case {missing.Name} in {studies}.");
        return new TruthSet(cases, Digest.Of(File.ReadAllBytes(truth)));
    }

    /// <summary>
    /// The hash that freezes a test set: SHA-256 over the hash of <c>truth.csv</c> and of every case in its order, one on each line.
    /// </summary>
    public string Hash(IEnumerable<string> caseHashes) => Digest.Of(string.Concat(caseHashes.Prepend(TruthSha256).Select(hash => hash + "\n")));

    private static TruthCase Read(string studies, CsvRow row)
    {
        var name = row.Text("case");
        if (name.Length == 0 || name is "." or ".." || Path.GetFileName(name) != name)
            throw new UsageException($"'{name}' is no name of a case: a case is the name of a folder.");
        return new TruthCase(
            name,
            Path.Combine(studies, name),
            row.Flag("positive"),
            [.. row.Text("classes").Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => Class(name, word)).OfType<string>().Distinct()],
            row.Number("volumeMl", 0, 5000),
            row.Text("manufacturer"),
            row.Text("patient") is { Length: > 0 } patient ? patient : name,
            row.Text("type"));
    }

    /// <summary>The class of models that a word stands for; null for blood of unknown type. A word that none knows would make its case a negative of every class.</summary>
    private static string? Class(string study, string word) => word.ToLowerInvariant() switch
    {
        HemorrhageClass.Any => null,
        "sah" or "ivh" => HemorrhageClass.SubarachnoidOrVentricular,
        var known when HemorrhageClass.Types.Contains(known) => known,
        _ => throw new UsageException($"The case {study} has the class '{word}'. Known are {string.Join(", ", HemorrhageClass.Types)}, sah and ivh (taken for {HemorrhageClass.SubarachnoidOrVentricular}), and {HemorrhageClass.Any} where the type is not known."),
    };
}
