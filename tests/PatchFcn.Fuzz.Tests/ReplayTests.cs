using System.Text;
using PatchFcn.Fuzz.Http;
using PatchFcn.Fuzz.Targets;
using PatchFcn.Testing;

namespace PatchFcn.Fuzz.Tests;

/// <summary>R171: what fuzzing has found worth keeping is read or refused by name, within the limits, in every run of the tests.</summary>
public sealed class ReplayTests
{
    private static string Folder => Path.Combine(TestData.RepositoryRoot, "tests", "PatchFcn.Fuzz");

    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Run_CorpusAndRegressions_AreReadOrRefused(string name)
    {
        var target = FuzzTarget.All.Single(target => target.Name == name);
        var files = Files("corpus", name).Concat(Files("regressions", name)).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => target.Run(File.ReadAllBytes(file)));
    }

    /// <summary>Seeds are made anew from the code that writes test files: they may not drift from what the targets read.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void Run_Seeds_AreReadOrRefused(string name)
    {
        var target = FuzzTarget.All.Single(target => target.Name == name);

        Assert.All(target.Seeds(), seed => target.Run(seed.Bytes));
    }

    /// <summary>What stands in the body of a request is fuzzed, too: it reaches the host.</summary>
    [Fact]
    public async Task AskAsync_Verdict_IsStored()
    {
        var verdict = HttpTarget.Http.Seeds().Single(seed => seed.Name == "verdict").Bytes;

        var (answer, problem) = await AnsweringHost.Shared.Value.AskAsync(verdict);

        Assert.Null(problem);
        Assert.Contains("falseAlarm", Encoding.Latin1.GetString(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InputThatCostsTooMuch_IsACrash()
    {
        var greedy = new FuzzTarget("greedy", _ => GC.KeepAlive(new byte[FuzzTarget.MostBytes + 1]), () => []);

        Assert.Throws<LimitException>(() => greedy.Run([]));
    }

    [Fact]
    public void Run_ExceptionWithoutAName_IsACrash()
    {
        var broken = new FuzzTarget("broken", input => input[0]++, () => []);

        Assert.Throws<IndexOutOfRangeException>(() => broken.Run([]));
    }

    private static IEnumerable<string> Files(string kind, string target)
    {
        var folder = Path.Combine(Folder, kind, target);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [];
    }
}
