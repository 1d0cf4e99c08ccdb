using System.Collections.Concurrent;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>Artifacts in memory: for a single study on one machine nothing between the steps need touch a disk.</summary>
public sealed class MemoryArtifactStore : IArtifactStore
{
    private readonly ConcurrentDictionary<string, ArraySegment<byte>> _artifacts = new();

    /// <inheritdoc/>
    public async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        using var stream = new MemoryStream();
        await write(stream, cancellation);
        _artifacts[ArtifactPath.Checked(path)] = new ArraySegment<byte>(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation)
    {
        if (!_artifacts.TryGetValue(ArtifactPath.Checked(path), out var bytes))
            throw new FileNotFoundException("There is no such artifact.", path);
        var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false) { Position = offset };
        return Task.FromResult<Stream>(stream);
    }
}
