namespace PatchFcn.Workflow.Artifacts;

/// <summary>Short ways to write and read artifacts.</summary>
internal static class ArtifactStoreExtensions
{
    /// <summary>Writes an artifact from memory.</summary>
    public static Task WriteAsync(this IArtifactStore store, string path, Action<Stream> write, CancellationToken cancellation) =>
        store.WriteAsync(
            path,
            (stream, _) =>
            {
                write(stream);
                return Task.CompletedTask;
            },
            cancellation);

    /// <summary>Opens a whole artifact for reading.</summary>
    public static Task<Stream> OpenReadAsync(this IArtifactStore store, string path, CancellationToken cancellation) =>
        store.OpenReadAsync(path, 0, null, cancellation);
}
