using Azure.Storage.Blobs;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Faults;

/// <summary>The stores of one run, empty at its start: in memory, or two containers that are dropped at its end.</summary>
internal sealed record RunStores(IArtifactStore Work, IArtifactStore Results, Func<Task> DropAsync) : IAsyncDisposable
{
    /// <param name="account">Connection string; null: in memory.</param>
    /// <param name="cancellation">Cancels making the containers.</param>
    public static async Task<RunStores> OpenAsync(string? account, CancellationToken cancellation)
    {
        if (account is null)
            return new RunStores(new MemoryArtifactStore(), new MemoryArtifactStore(), () => Task.CompletedTask);
        var (service, prefix) = (new BlobServiceClient(account), $"{Guid.NewGuid():N}-");
        var storage = await StudyStorage.OpenAsync(service, cancellation, prefix);
        return new RunStores(storage.Work, storage.Results, async () =>
        {
            foreach (var name in new[] { "studies", "work", "results" })
                await service.DeleteBlobContainerAsync(prefix + name, cancellationToken: CancellationToken.None);
        });
    }

    public async ValueTask DisposeAsync() => await DropAsync();
}
