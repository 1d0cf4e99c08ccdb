namespace PatchFcn.Workflow.Artifacts;

/// <summary>Artifacts as files below one folder. A file appears under its name only when it is complete.</summary>
/// <param name="root">The folder; it is made when the first artifact is written.</param>
public sealed class FolderArtifactStore(string root) : IArtifactStore
{
    private readonly string _root = Path.GetFullPath(root);

    /// <summary>Full path of an artifact's file.</summary>
    public string Locate(string path) => Path.Combine(_root, ArtifactPath.Checked(path));

    /// <inheritdoc/>
    public async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        var target = Locate(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var partial = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var stream = File.Create(partial))
                await write(stream, cancellation);
            File.Move(partial, target, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation)
    {
        var stream = File.OpenRead(Locate(path));
        stream.Position = offset;
        return Task.FromResult<Stream>(stream);
    }
}
