using CsCheck;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Tests.Artifacts;

namespace PatchFcn.Workflow.Tests.Auditing;

/// <summary>R166: the audit log is append-only, and any change to it is found.</summary>
public sealed class AuditLogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AppendAsync_OneAfterTheOther_IsAChain()
    {
        var store = await FilledAsync(5);

        var check = await AuditCheck.OfAsync(store, null, Cancellation);

        Assert.Equal((5, 0), (check.Entries, check.Problems.Count));
        var entries = await AuditLog.ReadAsync(store, Cancellation).Select(it => it.Entry!).ToListAsync(Cancellation);
        Assert.Equal([1, 2, 3, 4, 5], entries.Select(entry => entry.Sequence));
        Assert.Equal([AuditEntry.Beginning, .. entries.Take(4).Select(entry => entry.Hash)], entries.Select(entry => entry.Previous));
    }

    [Fact]
    public async Task AppendAsync_HostsAtTheSameTime_LoseNoEntryAndKeepOneChain()
    {
        var store = new MemoryArtifactStore();
        var hosts = Enumerable.Range(0, 4).Select(host => new AuditLog(store, $"host-{host}", TimeProvider.System)).ToList();

        await Task.WhenAll(hosts.SelectMany(host => Enumerable.Range(0, 25).Select(i => host.AppendAsync(AuditActions.Told, [("event", $"{i}")], Cancellation))));

        var check = await AuditCheck.OfAsync(store, null, Cancellation);
        Assert.Equal((100, 0), (check.Entries, check.Problems.Count));
    }

    [Fact]
    public async Task AppendAsync_AfterARestart_GoesOn()
    {
        var store = await FilledAsync(3);

        await new AuditLog(store, "another", TimeProvider.System).AppendAsync(AuditActions.HostStarted, [], Cancellation);

        var check = await AuditCheck.OfAsync(store, null, Cancellation);
        Assert.Equal((4, 0), (check.Entries, check.Problems.Count));
    }

    [Fact]
    public async Task AppendAsync_AfterAnotherHostHasWrittenHundreds_DoesNotReadThem()
    {
        var store = new WatchedStore(new MemoryArtifactStore());
        var (idle, busy) = (new AuditLog(store, "idle", TimeProvider.System), new AuditLog(store, "busy", TimeProvider.System));
        await idle.AppendAsync(AuditActions.HostStarted, [], Cancellation);
        for (var i = 0; i < 300; i++)
            await busy.AppendAsync(AuditActions.Told, [("event", $"{i}")], Cancellation);
        var before = store.Opened.Count;

        await idle.AppendAsync(AuditActions.Read, [], Cancellation);

        Assert.InRange(store.Opened.Count - before, 1, 3);
        Assert.Equal((302, 0), (await AuditCheck.OfAsync(store, null, Cancellation)) is var check ? (check.Entries, check.Problems.Count) : default);
    }

    [Fact]
    public async Task AppendAsync_BehindAnEntryThatCannotBeRead_GoesOnAndTheCheckNamesIt()
    {
        var store = await FilledAsync(3);
        await WriteAsync(store, AuditLog.PathOf(3), "{\"half");
        await store.DeleteAsync("_audit-head.json", Cancellation);

        await new AuditLog(store, "host", TimeProvider.System).AppendAsync(AuditActions.Told, [], Cancellation);

        var check = await AuditCheck.OfAsync(store, null, Cancellation);
        Assert.Equal(4, check.Entries);
        Assert.Contains("cannot be read", Assert.Single(check.Problems), StringComparison.Ordinal);
    }

    /// <summary>Whichever byte of whichever entry: the change is found.</summary>
    [Fact]
    public async Task OfAsync_AnyCharacterChanged_IsFound()
    {
        var store = await FilledAsync(4);
        var texts = new Dictionary<long, string>();
        for (var sequence = 1; sequence <= 4; sequence++)
            texts[sequence] = await ReadAsync(store, AuditLog.PathOf(sequence));

        await Gen.Select(Gen.Int[1, 4], Gen.Int[0, 10_000], Gen.Char['0', 'z']).SampleAsync(async change =>
        {
            var (sequence, at, to) = change;
            var text = texts[sequence];
            var altered = text[..(at % text.Length)] + to + text[(at % text.Length + 1)..];
            await WriteAsync(store, AuditLog.PathOf(sequence), altered);
            var check = await AuditCheck.OfAsync(store, null, Cancellation);
            await WriteAsync(store, AuditLog.PathOf(sequence), text);
            return altered == text || check.Problems.Count > 0;
        }, iter: 300, threads: 1);
    }

    [Fact]
    public async Task OfAsync_EntryTakenAway_IsFound()
    {
        var store = await FilledAsync(5);
        await store.DeleteAsync(AuditLog.PathOf(3), Cancellation);

        Assert.Equal(["Entries 3 to 3 are missing."], (await AuditCheck.OfAsync(store, null, Cancellation)).Problems);
    }

    /// <summary>Whoever writes an entry anew, hash and all, has to write every later one anew as well.</summary>
    [Fact]
    public async Task OfAsync_EntryWrittenAnewWithItsHash_IsFound()
    {
        var store = await FilledAsync(5);
        var entry = (await store.ReadJsonAsync<AuditEntry>(AuditLog.PathOf(2), Cancellation))! with { Action = AuditActions.Read };
        await store.WriteJsonAsync(AuditLog.PathOf(2), entry with { Hash = entry.ComputeHash() }, Cancellation);

        Assert.Contains("Entry 3 does not follow", Assert.Single((await AuditCheck.OfAsync(store, null, Cancellation)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAsync_EndCutOff_IsFoundByAHashKeptElsewhere()
    {
        var store = await FilledAsync(5);
        var head = (await AuditCheck.OfAsync(store, null, Cancellation)).Head;
        await store.DeleteAsync(AuditLog.PathOf(5), Cancellation);

        Assert.Empty((await AuditCheck.OfAsync(store, null, Cancellation)).Problems);
        Assert.Single((await AuditCheck.OfAsync(store, head, Cancellation)).Problems);
    }

    private static async Task<MemoryArtifactStore> FilledAsync(int entries)
    {
        var store = new MemoryArtifactStore();
        var log = new AuditLog(store, "host", TimeProvider.System);
        for (var i = 0; i < entries; i++)
            await log.AppendAsync(AuditActions.Decided, [("study", $"{i}"), ("score", "0.5"), ("reason", null)], Cancellation);
        return store;
    }

    private static Task WriteAsync(MemoryArtifactStore store, string path, string text) =>
        store.WriteAsync(path, async (stream, token) => await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), token), Cancellation);

    private static async Task<string> ReadAsync(MemoryArtifactStore store, string path)
    {
        using var reader = new StreamReader(await store.OpenReadAsync(path, Cancellation));
        return await reader.ReadToEndAsync(Cancellation);
    }
}
