using System.Collections.Concurrent;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Tests.Artifacts;

/// <summary>A store that tells of what is about to be written, so that a test can step in by what it throws or stops; and knows what was opened.</summary>
internal sealed class HookedStore(IArtifactStore inner) : IArtifactStore
{
    private readonly ConcurrentQueue<(string Path, Stream Stream)> _opened = new();

    /// <summary>Told the path of everything that is to be written.</summary>
    public Action<string> OnWrite { get; set; } = _ => { };

    /// <summary>Everything that was opened for reading.</summary>
    public IReadOnlyCollection<(string Path, Stream Stream)> Opened => _opened;

    public Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        OnWrite(path);
        cancellation.ThrowIfCancellationRequested();
        return inner.WriteAsync(path, write, cancellation);
    }

    public Task<bool> TryCreateAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        OnWrite(path);
        cancellation.ThrowIfCancellationRequested();
        return inner.TryCreateAsync(path, write, cancellation);
    }

    public async Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation)
    {
        var stream = await inner.OpenReadAsync(path, offset, length, cancellation);
        _opened.Enqueue((path, stream));
        return stream;
    }

    public IAsyncEnumerable<StoredArtifact> ListAsync(string folder, CancellationToken cancellation) => inner.ListAsync(folder, cancellation);

    public Task DeleteAsync(string path, CancellationToken cancellation) => inner.DeleteAsync(path, cancellation);

    /// <summary>Refuses what is written below a folder.</summary>
    public void Refuse(string folder) => OnWrite = path =>
    {
        if (path.StartsWith(folder, StringComparison.Ordinal))
            throw new IOException("Injected: read-only.");
    };
}
