using System.Collections.Concurrent;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Tests.Artifacts;

/// <summary>A store that remembers everything that was ever written to it, what has been deleted or replaced included.</summary>
internal sealed class RecordedStore(IArtifactStore inner) : IArtifactStore
{
    private readonly ConcurrentQueue<(string Path, byte[] Content)> _written = new();

    /// <summary>Every writing.</summary>
    public IReadOnlyCollection<(string Path, byte[] Content)> Written => _written;

    public Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        inner.WriteAsync(path, Recording(path, write), cancellation);

    public Task<bool> TryCreateAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        inner.TryCreateAsync(path, Recording(path, write), cancellation);

    public Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation) => inner.OpenReadAsync(path, offset, length, cancellation);

    public IAsyncEnumerable<StoredArtifact> ListAsync(string folder, CancellationToken cancellation) => inner.ListAsync(folder, cancellation);

    public Task DeleteAsync(string path, CancellationToken cancellation) => inner.DeleteAsync(path, cancellation);

    private Func<Stream, CancellationToken, Task> Recording(string path, Func<Stream, CancellationToken, Task> write) => async (stream, token) =>
    {
        using var copy = new MemoryStream();
        await write(copy, token);
        _written.Enqueue((path, copy.ToArray()));
        copy.Position = 0;
        await copy.CopyToAsync(stream, token);
    };
}
