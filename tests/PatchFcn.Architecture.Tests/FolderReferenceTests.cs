using System.Text.RegularExpressions;
using PatchFcn.Testing;

namespace PatchFcn.Architecture.Tests;

/// <summary>
/// Within a room arrows point one way, too: folders that lie beside each other in one folder do not use each other in a circle, by way of others included. What lies in that folder itself is its
/// entrance and its vocabulary, and not counted. Folders are namespaces, and that a file needs what it is <c>using</c> the compiler sees to.
/// </summary>
public sealed partial class FolderReferenceTests
{
    /// <summary>Arrows that close a circle, and why they are there.</summary>
    private static readonly Dictionary<(string From, string To), string> Excepted = new()
    {
        [("PatchFcn.Core.Volumes", "PatchFcn.Core.Patches")] = "HuWindow, which six rooms know there",
        [("PatchFcn.Dicom.Reading.Sources", "PatchFcn.Dicom.Reading.Frames")] = "FileInspector, which hands on what it has parsed",
        [("PatchFcn.Dicom.Reading.Sources", "PatchFcn.Dicom.Reading.Selection")] = "FileInspector, which asks the rules for files",
        [("PatchFcn.Inference.Models", "PatchFcn.Inference.Scoring")] = "ScoringGrid, by which packages keep operating points; the hosts know it there",
        [("PatchFcn.Phantoms.Anatomy", "PatchFcn.Phantoms.Bleeds")] = "MassEffect, which bends a head as it is built",
        [("PatchFcn.Phantoms.Anatomy", "PatchFcn.Phantoms.Scanner")] = "HeadModel, which lies as the scanner sees it",
        [("PatchFcn.Training.Data", "PatchFcn.Training.Mining")] = "Mistakes, a part of the prepared heads by now",
        [("PatchFcn.Training.Learning", "PatchFcn.Training.Mining")] = "the same",
        [("PatchFcn.Training.Sampling", "PatchFcn.Training.Mining")] = "the same",
        [("PatchFcn.Training.Presets", "PatchFcn.Training.Packaging")] = "OperatingPointTable, which presets carry along",
    };

    public static TheoryData<string> Rooms => RoomReferenceTests.Rooms;

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Usings_FoldersOfARoom_MakeNoCircle(string room) => Assert.Empty(Circles(Arrows(room).Where(arrow => !Excepted.ContainsKey(arrow))));

    [Fact]
    public void Excepted_Every_StillClosesACircle() => Assert.All(Excepted.Keys, arrow =>
        Assert.Contains(arrow, Circles(Arrows(RoomOf(arrow.From)).Where(other => other == arrow || !Excepted.ContainsKey(other)))));

    /// <summary>From which folder to which of the same parent a room's files point.</summary>
    private static HashSet<(string From, string To)> Arrows(string room) =>
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "src", room), "*.cs", SearchOption.AllDirectories)
           let text = File.ReadAllText(file)
           let home = Namespace().Match(text)
           where home.Success
           from used in Usings().Matches(text)
           where RoomOf(used.Groups[1].Value) == RoomOf(home.Groups[1].Value)
           let arrow = BelowTheirParent(home.Groups[1].Value, used.Groups[1].Value)
           where arrow is not null
           select arrow.Value,
    ];

    /// <summary>The two folders below the nearest one that holds both; null where one holds the other.</summary>
    private static (string From, string To)? BelowTheirParent(string from, string to)
    {
        string[] left = from.Split('.'), right = to.Split('.');
        var common = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return common == left.Length || common == right.Length ? null : (string.Join('.', left[..(common + 1)]), string.Join('.', right[..(common + 1)]));
    }

    /// <summary>The arrows that are left when folders that use no other, or are used by none, are taken away again and again.</summary>
    private static HashSet<(string From, string To)> Circles(IEnumerable<(string From, string To)> arrows)
    {
        var left = arrows.ToHashSet();
        while (true)
        {
            var kept = left.Where(arrow => left.Any(next => next.From == arrow.To) && left.Any(last => last.To == arrow.From)).ToHashSet();
            if (kept.Count == left.Count)
                return left;
            left = kept;
        }
    }

    private static string RoomOf(string folder) => Directory.Exists(Path.Combine(TestData.RepositoryRoot, "src", folder)) ? folder : RoomOf(folder[..folder.LastIndexOf('.')]);

    [GeneratedRegex(@"^namespace (PatchFcn[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?(PatchFcn[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Usings();
}
