using PatchFcn.Cli.Evaluation;
using PatchFcn.Core;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Tests.Evaluation;

/// <summary>R66: an evaluation that was stopped is continued.</summary>
public sealed class CaseLogTests : IDisposable
{
    private static readonly LogHeader Header = new("m", "0123456789abcdef", "exact", CaseLog.Rule, "aa", "1.0.0");

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("patchfcn-").FullName, "cases.jsonl");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void Find_AfterOpeningAgain_KnowsWhatWasKept()
    {
        var kept = Result("a", "1", PixelTally.Of([1, 200], [0, 1]));
        Keep(kept, Result("b", "1", null));

        using var log = new CaseLog(_path, Header);

        Assert.Equivalent(kept, log.Find("a", "1", positive: true), strict: true);
        Assert.Equal("b", log.Find("b", "1", positive: true)!.Case);
        Assert.Null(log.Find("c", "1", positive: true));
    }

    [Fact]
    public void Find_FilesChanged_ForgetsTheCaseAndKeepsTheNewOne()
    {
        Keep(Result("a", "1", null));
        Keep(Result("a", "2", null));

        using var log = new CaseLog(_path, Header);

        Assert.Null(log.Find("a", "1", positive: true));
        Assert.NotNull(log.Find("a", "2", positive: true));
    }

    /// <summary>R338: a negative case has pixels without a label volume, a positive one has none: what was kept of it is wrong once the table is corrected.</summary>
    [Fact]
    public void Find_TableCorrected_ForgetsTheCase()
    {
        Keep(Result("a", "1", null));

        using var log = new CaseLog(_path, Header);

        Assert.Null(log.Find("a", "1", positive: false));
    }

    /// <summary>A run that was killed leaves a line behind of which the end is missing, at whatever byte.</summary>
    [Fact]
    public void Find_LineCutOff_KnowsTheWholeOnesAndGoesOn()
    {
        Keep(Result("a", "1", null));
        var whole = new FileInfo(_path).Length;
        Keep(Result("b", "1", null));
        var bytes = File.ReadAllBytes(_path);
        for (var length = whole; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(_path, bytes[..(int)length]);
            Keep(Result("c", "1", null));

            using var log = new CaseLog(_path, Header);
            Assert.Equal((true, false, true), (log.Find("a", "1", positive: true) is not null, log.Find("b", "1", positive: true) is not null, log.Find("c", "1", positive: true) is not null));
        }
    }

    [Fact]
    public void Open_AnotherModelGridOrVersion_RefusesAndLeavesTheFileAlone()
    {
        Keep(Result("a", "1", null));

        foreach (var other in new[] { Header with { ModelSha256 = "fedcba9876543210" }, Header with { Grid = "dense" }, Header with { ManifestSha256 = "bb" }, Header with { Software = "1.1.0" } })
            Assert.Contains("--out", Assert.Throws<UsageException>(() => new CaseLog(_path, other)).Message, StringComparison.Ordinal);

        using var log = new CaseLog(_path, Header);
        Assert.NotNull(log.Find("a", "1", positive: true));
    }

    /// <summary>R212: lines by an older rule are not mixed with new ones.</summary>
    [Fact]
    public void Open_LogFromBeforeThereWereRules_RefusesAndLeavesTheFileAlone()
    {
        const string Old = """{"model":"m","modelSha256":"0123456789abcdef","grid":"exact"}""" + "\n";
        File.WriteAllText(_path, Old);

        Assert.Contains("another rule", Assert.Throws<UsageException>(() => new CaseLog(_path, Header)).Message, StringComparison.Ordinal);
        Assert.Equal(Old, File.ReadAllText(_path));
    }

    private void Keep(params CaseResult[] results)
    {
        using var log = new CaseLog(_path, Header);
        foreach (var result in results)
            log.Add(result);
    }

    private static CaseResult Result(string name, string hash, PixelTally? pixels) =>
        new(name, hash, 0.1 + 0.2, new Dictionary<string, double> { ["sah-ivh"] = 0.3 }, 1.5, 2.5, pixels, null, null) { Positive = true };
}
