using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Auditing;

/// <summary>
/// The audit log of a storage: one file for each entry, created once and never written again, each with the hash of the one before. Hosts that share a storage share the log: of two that
/// append at the same time one creates the file, and the other the next.
/// </summary>
/// <param name="results">The store of results.</param>
/// <param name="host">Name of the host.</param>
/// <param name="clock">The time.</param>
public sealed class AuditLog(IArtifactStore results, string host, TimeProvider clock)
{
    /// <summary>Where the log lies.</summary>
    public const string Folder = "_audit";

    private const string HeadPath = "_audit-head.json";
    private const int EntriesOfFolder = 1000;

    private readonly SemaphoreSlim _turn = new(1);
    private AuditHead? _head;

    /// <summary>Appends an entry.</summary>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="subject">What it happened to; what is null is left out.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task AppendAsync(string action, IEnumerable<(string Name, string? Value)> subject, CancellationToken cancellation)
    {
        var about = new SortedDictionary<string, string>(
            subject.Where(it => it.Value is not null).ToDictionary(it => it.Name, it => it.Value!), StringComparer.Ordinal);
        await _turn.WaitAsync(cancellation);
        try
        {
            var head = _head ?? await FindHeadAsync(new AuditHead(0, AuditEntry.Beginning), cancellation);
            while (true)
            {
                var entry = new AuditEntry(head.Sequence + 1, clock.GetUtcNow(), host, action, about, head.Hash);
                entry = entry with { Hash = entry.ComputeHash() };
                if (await results.TryCreateJsonAsync(PathOf(entry.Sequence), entry, cancellation))
                {
                    _head = new AuditHead(entry.Sequence, entry.Hash);
                    await results.WriteJsonAsync(HeadPath, _head, cancellation);
                    return;
                }
                // Another host was quicker, by one entry or by thousands; or a power cut has left half an entry, which nobody may write again.
                var after = await FindHeadAsync(head, cancellation);
                head = after.Sequence > head.Sequence ? after : new AuditHead(head.Sequence + 1, AuditEntry.Unreadable);
            }
        }
        catch
        {
            // Whether the entry was written is not known: the next one looks.
            _head = null;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>All entries in the order of their files; null where a file is not as this software writes it, to the byte.</summary>
    public static async IAsyncEnumerable<(string Path, AuditEntry? Entry)> ReadAsync(
        IArtifactStore results, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var artifact in results.ListAsync(Folder, cancellation))
            yield return (artifact.Path, await ReadAsync(results, artifact.Path, cancellation));
    }

    /// <summary>Where an entry lies.</summary>
    public static string PathOf(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{sequence / EntriesOfFolder:D9}/{sequence:D12}.json");

    /// <summary>The kept head is a short cut only, and may be behind.</summary>
    private async Task<AuditHead> FindHeadAsync(AuditHead known, CancellationToken cancellation)
    {
        var kept = await results.ReadJsonAsync<AuditHead>(HeadPath, cancellation);
        return await FollowAsync(kept is not null && kept.Sequence > known.Sequence ? kept : known, cancellation);
    }

    private async Task<AuditHead> FollowAsync(AuditHead head, CancellationToken cancellation)
    {
        while (await ReadAsync(results, PathOf(head.Sequence + 1), cancellation) is { } next)
            head = new AuditHead(next.Sequence, next.Hash);
        return head;
    }

    private static async Task<AuditEntry?> ReadAsync(IArtifactStore results, string path, CancellationToken cancellation)
    {
        try
        {
            using var content = new MemoryStream();
            await using (var stream = await results.OpenReadAsync(path, cancellation))
                await stream.CopyToAsync(content, cancellation);
            var bytes = content.ToArray();
            var entry = JsonSerializer.Deserialize<AuditEntry>(bytes, StudyJson.Options);
            return entry is { Subject: not null } && JsonSerializer.SerializeToUtf8Bytes(entry, StudyJson.Options).AsSpan().SequenceEqual(bytes) ? entry : null;
        }
        catch (Exception problem) when (problem is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The last entry.</summary>
    private sealed record AuditHead(long Sequence, string Hash);
}
