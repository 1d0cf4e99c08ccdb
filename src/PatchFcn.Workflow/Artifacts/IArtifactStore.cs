using PatchFcn.Core;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>
/// One place where the workflow keeps bytes: intermediate artifacts under <c>&lt;instance&gt;/</c>, or results under <c>&lt;study&gt;/&lt;instance&gt;/</c>.
/// Paths are relative, with forward slashes, made of <c>[A-Za-z0-9._-]</c> segments that are neither <c>.</c> nor <c>..</c>; anything else is a <see cref="UsageException"/>.
/// Implementations are safe for concurrent use, by several processes too.
/// </summary>
public interface IArtifactStore
{
    /// <summary>Writes an artifact as a whole or not at all; an existing one is replaced.</summary>
    Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation);

    /// <summary>Writes an artifact as a whole, unless there is one already: of several writers exactly one succeeds.</summary>
    /// <returns>Whether it was written.</returns>
    Task<bool> TryCreateAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation);

    /// <summary>Opens an artifact for reading from <paramref name="offset"/> on; the stream may end after <paramref name="length"/> bytes where that is given.</summary>
    /// <exception cref="FileNotFoundException">There is no such artifact.</exception>
    Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation);

    /// <summary>The artifacts below a folder (all where it is empty), at any depth, ordered by path (ordinal). Those that are being written are not among them.</summary>
    IAsyncEnumerable<StoredArtifact> ListAsync(string folder, CancellationToken cancellation);

    /// <summary>Deletes an artifact, where there is one.</summary>
    Task DeleteAsync(string path, CancellationToken cancellation);

    /// <summary>Deletes what was left of artifacts whose writer died, where anything is.</summary>
    /// <param name="before">When it was last written to, at the latest.</param>
    /// <param name="cancellation">Breaks off.</param>
    Task TidyUpAsync(DateTimeOffset before, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>An artifact in a listing.</summary>
/// <param name="Path">Its path.</param>
/// <param name="ModifiedUtc">When it was last written.</param>
public sealed record StoredArtifact(string Path, DateTimeOffset ModifiedUtc);
