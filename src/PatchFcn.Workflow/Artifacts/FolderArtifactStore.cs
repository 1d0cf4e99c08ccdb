using System.Runtime.CompilerServices;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>Artifacts as files below one folder. A file appears under its name only when it is complete.</summary>
/// <param name="root">The folder; it is made when the first artifact is written.</param>
public sealed class FolderArtifactStore(string root) : IArtifactStore
{
    private const string Unfinished = ".part";

    private readonly string _root = Path.GetFullPath(root);

    /// <summary>Full path of an artifact's file.</summary>
    public string Locate(string path) => Path.Combine(_root, ArtifactPath.Checked(path));

    /// <inheritdoc/>
    public Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        WriteAsync(Locate(path), write, overwrite: true, cancellation);

    /// <inheritdoc/>
    public async Task<bool> TryCreateAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        var target = Locate(path);
        if (File.Exists(target))
            return false;
        try
        {
            await WriteAsync(target, write, overwrite: false, cancellation);
            return true;
        }
        catch (IOException) when (File.Exists(target))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation)
    {
        try
        {
            var stream = new FileStream(Locate(path), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            stream.Position = offset;
            return Task.FromResult<Stream>(stream);
        }
        catch (DirectoryNotFoundException)
        {
            throw new FileNotFoundException("There is no such artifact.", path);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredArtifact> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var files = new DirectoryInfo(folder.Length == 0 ? _root : Locate(folder));
        if (!files.Exists)
            yield break;
        var found = files.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Where(file => !file.Name.EndsWith(Unfinished, StringComparison.Ordinal))
            .Select(file => new StoredArtifact(Path.GetRelativePath(_root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.LastWriteTimeUtc))
            .OrderBy(artifact => artifact.Path, StringComparer.Ordinal);
        foreach (var artifact in found)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return artifact;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellation)
    {
        var file = Locate(path);
        if (File.Exists(file))
            File.Delete(file);
        DeleteEmptyFolders(Path.GetDirectoryName(file)!);
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(string target, Func<Stream, CancellationToken, Task> write, bool overwrite, CancellationToken cancellation)
    {
        var partial = $"{target}.{Guid.NewGuid():N}{Unfinished}";
        try
        {
            await using (var stream = Create(partial))
                await write(stream, cancellation);
            File.Move(partial, target, overwrite);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Makes the folder as often as a neighbour that tidies up takes it away.</summary>
    private static FileStream Create(string file)
    {
        while (true)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            try
            {
                return File.Create(file);
            }
            catch (DirectoryNotFoundException)
            {
                // Taken away in between: once more.
            }
        }
    }

    private void DeleteEmptyFolders(string folder)
    {
        try
        {
            for (; folder.Length > _root.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
                Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Somebody writes there again.
        }
    }
}
