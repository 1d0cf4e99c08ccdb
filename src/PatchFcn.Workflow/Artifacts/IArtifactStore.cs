namespace PatchFcn.Workflow.Artifacts;

/// <summary>
/// Where the workflow keeps bytes: intermediate artifacts under <c>work/&lt;instance&gt;/</c>, results under <c>&lt;study&gt;/&lt;instance&gt;/</c>.
/// Paths are relative, with forward slashes, made of <c>[A-Za-z0-9._-]</c> segments that are neither <c>.</c> nor <c>..</c>; anything else is an <see cref="ArgumentException"/>.
/// Implementations are safe for concurrent use.
/// </summary>
public interface IArtifactStore
{
    /// <summary>Writes an artifact as a whole or not at all; an existing one is replaced.</summary>
    Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation);

    /// <summary>Opens an artifact for reading from <paramref name="offset"/> on; the stream may end after <paramref name="length"/> bytes where that is given.</summary>
    /// <exception cref="FileNotFoundException">There is no such artifact.</exception>
    Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation);
}
