using System.Runtime.CompilerServices;
using PatchFcn.Core;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>Artifacts as files below one folder. A file appears under its name only when it is complete.</summary>
/// <param name="root">The folder; it is made when the first artifact is written.</param>
/// <param name="durable">Whether a file is on the disk before it appears, so that a power cut leaves no half or empty one behind: some milliseconds each.</param>
/// <param name="ownerOnly">Whether the folder is its user's alone, whenever it has to be made.</param>
public sealed class FolderArtifactStore(string root, bool durable = false, bool ownerOnly = false) : IArtifactStore
{
    private const string Unfinished = ".part";

    /// <summary>Whoever has this file locked may create artifacts that must not exist yet.</summary>
    private const string Turn = ".creating" + Unfinished;

    /// <summary>Everything, hidden folders included.</summary>
    private static readonly EnumerationOptions Hidden = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly string _root = Path.GetFullPath(root);

    /// <summary>Full path of an artifact's file.</summary>
    public string Locate(string path) => Path.Combine(_root, ArtifactPath.Checked(path));

    /// <inheritdoc/>
    public async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        var target = Locate(path);
        var partial = $"{target}.{Guid.NewGuid():N}{Unfinished}";
        try
        {
            await using (var stream = Create(partial))
            {
                await write(stream, cancellation);
                if (durable)
                    stream.Flush(flushToDisk: true);
            }
            File.Move(partial, target, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TryCreateAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        var target = Locate(path);
        if (File.Exists(target))
            return false;
        Secure();
        // File.Move without overwriting looks first and renames then, so two may do it at once: one after the other, over all processes.
        await using var turn = await FileLock.TakeAsync(Path.Combine(_root, Turn), cancellation);
        if (File.Exists(target))
            return false;
        await WriteAsync(path, write, cancellation);
        return true;
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
        catch (Exception problem) when (problem is DirectoryNotFoundException or PathTooLongException || Directory.Exists(Locate(path)))
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
            .Select(file => new StoredArtifact(RelativePath.Of(_root, file.FullName), file.LastWriteTimeUtc))
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

    /// <inheritdoc/>
    public Task TidyUpAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var root = new DirectoryInfo(_root);
        if (!root.Exists)
            return Task.CompletedTask;
        foreach (var file in root.EnumerateFiles("*" + Unfinished, Hidden).Where(file => file.Name != Turn && file.LastWriteTimeUtc < before).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            file.Delete();
            DeleteEmptyFolders(file.DirectoryName!);
        }
        return Task.CompletedTask;
    }

    /// <summary>Whoever makes a folder below one that is gone makes that, too, and for everybody.</summary>
    private void Secure()
    {
        if (ownerOnly)
            OwnerOnlyFolder.Make(_root);
    }

    /// <summary>Makes the folder as often as a neighbour that tidies up takes it away.</summary>
    private FileStream Create(string file)
    {
        while (true)
        {
            Secure();
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
