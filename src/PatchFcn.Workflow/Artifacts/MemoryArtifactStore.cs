using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>Artifacts in memory: for a single study on one machine nothing between the steps need touch a disk.</summary>
public sealed class MemoryArtifactStore : IArtifactStore
{
    private readonly ConcurrentDictionary<string, Item> _artifacts = new();

    /// <inheritdoc/>
    public async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        _artifacts[ArtifactPath.Checked(path)] = await ReadAsync(write, cancellation);

    /// <inheritdoc/>
    public async Task<bool> TryCreateAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        !_artifacts.ContainsKey(ArtifactPath.Checked(path)) && _artifacts.TryAdd(path, await ReadAsync(write, cancellation));

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation)
    {
        if (!_artifacts.TryGetValue(ArtifactPath.Checked(path), out var item))
            throw new FileNotFoundException("There is no such artifact.", path);
        var stream = new MemoryStream(item.Bytes.Array!, item.Bytes.Offset, item.Bytes.Count, writable: false) { Position = offset };
        return Task.FromResult<Stream>(stream);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredArtifact> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var (path, item) in _artifacts.Where(artifact => folder.Length == 0 || artifact.Key.StartsWith(folder + "/", StringComparison.Ordinal)).OrderBy(artifact => artifact.Key, StringComparer.Ordinal))
            yield return new StoredArtifact(path, item.ModifiedUtc);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellation)
    {
        _artifacts.TryRemove(ArtifactPath.Checked(path), out _);
        return Task.CompletedTask;
    }

    private static async Task<Item> ReadAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        using var stream = new MemoryStream();
        await write(stream, cancellation);
        return new Item(new ArraySegment<byte>(stream.GetBuffer(), 0, (int)stream.Length), DateTimeOffset.UtcNow);
    }

    private sealed record Item(ArraySegment<byte> Bytes, DateTimeOffset ModifiedUtc);
}
