using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Storage;

/// <summary>Leases as locked files: the operating system lets go of them when a process ends, however it ends.</summary>
/// <param name="folder">Folder of the files, on a file system with locks; made where it does not exist.</param>
public sealed class FolderLeases(string folder) : ILeases
{
    /// <inheritdoc/>
    public Task<ILease?> TryTakeAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<ILease?>(FileLock.TryTake(Path.Combine(folder, name + ".lock")) is { } file ? new Held(file) : null);

    /// <inheritdoc/>
    public Task TidyUpAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        foreach (var file in Directory.CreateDirectory(folder).EnumerateFiles("*.lock").Where(file => file.LastWriteTimeUtc < before.UtcDateTime))
        {
            cancellation.ThrowIfCancellationRequested();
            FileLock.TryDelete(file.FullName);
        }
        return Task.CompletedTask;
    }

    private sealed class Held(FileStream file) : ILease
    {
        public CancellationToken Lost => CancellationToken.None;

        public ValueTask DisposeAsync() => file.DisposeAsync();
    }
}
