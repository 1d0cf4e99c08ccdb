using System.Text.RegularExpressions;
using PatchFcn.Testing;

namespace PatchFcn.Architecture.Tests;

/// <summary>Every requirement is cited by a test, and no test cites one that is not there.</summary>
public sealed partial class RequirementTests
{
    [Fact]
    public void Requirements_Every_IsCitedByATest() => Assert.Empty(Required.Except(Cited.SelectMany(it => it.Numbers)).Order());

    [Fact]
    public void Requirements_ThatTestsCite_AreThere() => Assert.Empty(Cited.Where(it => it.Numbers.Except(Required).Any()).Select(it => it.File));

    [Fact]
    public void Requirements_Numbers_AreGivenOnce() => Assert.Distinct(Numbers().Matches(Document).Select(number => number.Value));

    private static string Document { get; } = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "requirements.md"));

    private static HashSet<int> Required { get; } = [.. Numbers().Matches(Document).Select(number => int.Parse(number.Groups[1].Value))];

    private static List<(string File, HashSet<int> Numbers)> Cited { get; } =
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "tests"), "*.cs", SearchOption.AllDirectories)
           where !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj")
           let numbers = Comments().Matches(File.ReadAllText(file)).SelectMany(comment => NumbersIn(comment.Value)).ToHashSet()
           where numbers.Count > 0
           select (Path.GetFileName(file), numbers),
    ];

    /// <summary>Those of a range, too: <c>R1 to R3</c>.</summary>
    private static IEnumerable<int> NumbersIn(string text) =>
        from range in Ranges().Matches(text)
        let first = int.Parse(range.Groups[1].Value)
        let last = range.Groups[2] is { Success: true } end ? int.Parse(end.Value) : first
        from number in Enumerable.Range(first, last - first + 1)
        select number;

    [GeneratedRegex(@"^\* R(\d+) ", RegexOptions.Multiline)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^\s*///.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\bR(\d+)\b(?: to R(\d+)\b)?")]
    private static partial Regex Ranges();
}
