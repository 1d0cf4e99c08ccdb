namespace PatchFcn.Workflow.Storage;

/// <summary>Leases as locked files: the operating system lets go of them when a process ends, however it ends.</summary>
/// <param name="folder">Folder of the files, on a file system with locks; made where it does not exist.</param>
public sealed class FolderLeases(string folder) : ILeases
{
    /// <inheritdoc/>
    public Task<ILease?> TryTakeAsync(string name, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return Task.FromResult<ILease?>(new Held(Lock(Path.Combine(folder, name + ".lock"))));
        }
        catch (IOException)
        {
            return Task.FromResult<ILease?>(null);
        }
    }

    private static FileStream Lock(string file) => new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);

    private sealed class Held(FileStream file) : ILease
    {
        public CancellationToken Lost => CancellationToken.None;

        public ValueTask DisposeAsync() => file.DisposeAsync();
    }
}
