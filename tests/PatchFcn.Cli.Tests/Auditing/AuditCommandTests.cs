using System.Text.Json;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Cli.Tests.Auditing;

/// <summary>R228: the audit log by the command, as somebody who checks it runs it.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private const int Entries = 5;

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Verify_LogAsItWasWritten_Exits0AndPrintsTheHashToKeep()
    {
        await FillAsync();

        var run = await RunAsync("verify");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"{Entries} entries", run.Output, StringComparison.Ordinal);
        Assert.Contains(JsonDocument.Parse(File.ReadAllText(EntryFile(Entries))).RootElement.GetProperty("hash").GetString()!, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OneByteChanged_Exits4AndNamesTheEntry()
    {
        await FillAsync();
        var bytes = File.ReadAllBytes(EntryFile(3));
        bytes[bytes.AsSpan().IndexOf("0.5"u8) + 2]++;
        File.WriteAllBytes(EntryFile(3), bytes);

        var run = await RunAsync("verify");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("Entry 3 was changed.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_EndTakenAway_IsFoundByTheHashThatWasKept()
    {
        await FillAsync();
        var kept = (await RunAsync("verify")).Output.Trim()[^64..];
        File.Delete(EntryFile(Entries));

        Assert.Equal(0, (await RunAsync("verify")).ExitCode);
        Assert.Equal(4, (await RunAsync("verify", "--head", kept)).ExitCode);
    }

    [Fact]
    public async Task Verify_NoLog_Exits4()
    {
        StudyStorage.OpenFolder(Path.Combine(_root, "hospital"));
        Directory.CreateDirectory(Path.Combine(_root, "hospital", "results"));

        Assert.Equal(4, (await RunAsync("verify")).ExitCode);
    }

    /// <summary>R268: a misspelled folder is no log that somebody has taken away.</summary>
    [Theory]
    [InlineData("verify")]
    [InlineData("export")]
    public async Task Audit_NoHostHasRunThere_Exits2AndMakesNothing(string what)
    {
        var run = await RunAsync(what);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("No host has run on hospital", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public async Task Export_WholeLog_GivesEveryEntryAsALineInOrder()
    {
        await FillAsync();

        var run = await RunAsync("export");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Enumerable.Range(1, Entries).Select(entry => File.ReadAllText(EntryFile(entry))), Lines(run.Output));
    }

    /// <summary>A gap that nobody is told of would be taken for the whole.</summary>
    [Fact]
    public async Task Export_EntryThatCannotBeRead_SaysSoAndExits4WithTheOthersWritten()
    {
        await FillAsync();
        File.WriteAllBytes(EntryFile(2), File.ReadAllBytes(EntryFile(2))[..20]);

        var run = await RunAsync("export", "--out", "audit.jsonl");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains($"{AuditLog.PathOf(2)} cannot be read", run.Error, StringComparison.Ordinal);
        Assert.Equal([1, 3, 4, 5], Lines(File.ReadAllText(Path.Combine(_root, "audit.jsonl"))).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("sequence").GetInt32()));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string EntryFile(int sequence) => Path.Combine(_root, "hospital", "results", AuditLog.PathOf(sequence));

    private Task<Run> RunAsync(string what, params string[] options) => Patchfcn.RunAsync(_root, ["audit", what, "--storage", "hospital", .. options]);

    private async Task FillAsync()
    {
        var log = new AuditLog(StudyStorage.OpenFolder(Path.Combine(_root, "hospital")).Results, "host", TimeProvider.System);
        for (var i = 0; i < Entries; i++)
            await log.AppendAsync(AuditActions.Decided, [("study", $"{i}"), ("score", "0.5")], Cancellation);
    }
}
