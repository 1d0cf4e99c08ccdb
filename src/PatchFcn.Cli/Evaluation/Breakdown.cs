using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Evaluation;

/// <summary>The results by what a case is: how much blood, of which class, of which kind, from whose scanner.</summary>
/// <param name="Sizes">Positive cases by volume of blood, against all negative ones.</param>
/// <param name="Classes">Positive cases by class of blood, against all negative ones; a case with two classes counts in both.</param>
/// <param name="Types">Cases by the column <c>type</c> of the truth, against all cases of the other kind; empty where there is no such column.</param>
/// <param name="Manufacturers">Cases by maker of the scanner, each for itself.</param>
internal sealed record Breakdown(
    IReadOnlyList<Subgroup> Sizes, IReadOnlyList<Subgroup> Classes, IReadOnlyList<Subgroup> Types, IReadOnlyList<Subgroup> Manufacturers)
{
    /// <summary>Breaks the analysed cases down.</summary>
    public static Breakdown Of(IReadOnlyList<JudgedCase> cases, double threshold)
    {
        var positives = cases.Where(study => study.Truth.Positive).ToList();
        var negatives = cases.Where(study => !study.Truth.Positive).ToList();
        return new Breakdown(
            [.. SizeBand.All.Select(band => Part(band.Name, positives.Where(study => study.TruthMl is { } ml && band.Holds(ml)), negatives))],
            [.. positives.SelectMany(study => study.Truth.Classes).Distinct().Order(StringComparer.Ordinal)
                .Select(name => Part(name, positives.Where(study => study.Truth.Classes.Contains(name)), negatives))],
            [.. Named(study => study.Truth.Type).Select(group => Part(group.Key, group, cases))],
            [.. Named(study => study.Truth.Manufacturer).Select(group => Part(group.Key, group, []))]);

        IEnumerable<IGrouping<string, JudgedCase>> Named(Func<JudgedCase, string> name) =>
            cases.GroupBy(name).Where(group => group.Key.Length > 0).OrderBy(group => group.Key, StringComparer.Ordinal);

        Subgroup Part(string name, IEnumerable<JudgedCase> part, IReadOnlyCollection<JudgedCase> others) => Subgroup.Of(name, [.. part], others, threshold);
    }
}
