using System.Collections.Concurrent;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>Small records that are listed again and again: each is read once, and again when it was written anew.</summary>
/// <param name="store">Where they are.</param>
/// <param name="folder">The folder they lie in.</param>
/// <param name="clock">The time.</param>
internal sealed class CachedRecords<T>(IArtifactStore store, string folder, TimeProvider clock)
    where T : class
{
    /// <summary>A record is remembered when it is this old: some stores tell times to the second only, and it might be written once more within it.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    /// <summary>Read side by side: on blobs each takes some milliseconds, and a new host may find a year of them.</summary>
    private const int ReadAtOnce = 64;

    private readonly ConcurrentDictionary<string, (DateTimeOffset ModifiedUtc, T Record)> _known = new();

    /// <summary>All records by path, ordered by it.</summary>
    public async Task<IReadOnlyList<(string Path, T Record)>> ListAsync(CancellationToken cancellation)
    {
        var artifacts = await store.ListAsync(folder, cancellation).ToListAsync(cancellation);
        var records = new T?[artifacts.Count];
        await Parallel.ForAsync(0, records.Length, new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellation },
            async (i, token) => records[i] = await ReadAsync(artifacts[i], token));
        var found = artifacts.Zip(records).Where(it => it.Second is not null).Select(it => (it.First.Path, it.Second!)).ToList();
        foreach (var gone in _known.Keys.Except(found.Select(it => it.Path)))
            _known.TryRemove(gone, out _);
        return found;
    }

    private async Task<T?> ReadAsync(StoredArtifact artifact, CancellationToken cancellation)
    {
        if (_known.TryGetValue(artifact.Path, out var known) && known.ModifiedUtc == artifact.ModifiedUtc)
            return known.Record;
        var settled = clock.GetUtcNow() - artifact.ModifiedUtc > Settled;
        var record = await store.ReadJsonAsync<T>(artifact.Path, cancellation);
        if (record is not null && settled)
            _known[artifact.Path] = (artifact.ModifiedUtc, record);
        return record;
    }
}
