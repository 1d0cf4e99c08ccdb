using System.Collections.Concurrent;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Tests.Artifacts;

/// <summary>
/// A store that remembers everything that was ever written to it, what has been deleted or replaced included, and everything that was opened or listed. It tells of what is about to be written, so that a
/// test can step in by what it throws or stops.
/// </summary>
internal sealed class WatchedStore(IArtifactStore inner) : IArtifactStore
{
    private readonly ConcurrentQueue<(string Path, byte[] Content)> _written = new();
    private readonly ConcurrentQueue<(string Path, long? Length, Stream Stream)> _opened = new();
    private readonly ConcurrentQueue<string> _listed = new();

    /// <summary>Told the path of everything that is to be written.</summary>
    public Action<string> OnWrite { get; set; } = _ => { };

    /// <summary>Every writing.</summary>
    public IReadOnlyCollection<(string Path, byte[] Content)> Written => _written;

    /// <summary>Everything that was opened for reading, and how much of it was asked for; null: all.</summary>
    public IReadOnlyCollection<(string Path, long? Length, Stream Stream)> Opened => _opened;

    /// <summary>The folders that were listed, as often as they were.</summary>
    public IReadOnlyCollection<string> Listed => _listed;

    public Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        OnWrite(path);
        cancellation.ThrowIfCancellationRequested();
        return inner.WriteAsync(path, Remembering(path, write), cancellation);
    }

    public Task<bool> TryCreateAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        OnWrite(path);
        cancellation.ThrowIfCancellationRequested();
        return inner.TryCreateAsync(path, Remembering(path, write), cancellation);
    }

    public async Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation)
    {
        var stream = await inner.OpenReadAsync(path, offset, length, cancellation);
        _opened.Enqueue((path, length, stream));
        return stream;
    }

    public IAsyncEnumerable<StoredArtifact> ListAsync(string folder, CancellationToken cancellation)
    {
        _listed.Enqueue(folder);
        return inner.ListAsync(folder, cancellation);
    }

    public Task DeleteAsync(string path, CancellationToken cancellation) => inner.DeleteAsync(path, cancellation);

    /// <summary>Refuses what is written below a folder.</summary>
    public void Refuse(string folder) => OnWrite = path =>
    {
        if (path.StartsWith(folder, StringComparison.Ordinal))
            throw new IOException("Injected: read-only.");
    };

    private Func<Stream, CancellationToken, Task> Remembering(string path, Func<Stream, CancellationToken, Task> write) => async (stream, token) =>
    {
        using var copy = new MemoryStream();
        await write(copy, token);
        _written.Enqueue((path, copy.ToArray()));
        copy.Position = 0;
        await copy.CopyToAsync(stream, token);
    };
}
