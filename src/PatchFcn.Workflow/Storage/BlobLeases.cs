using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PatchFcn.Workflow.Storage;

/// <summary>Leases on empty blobs. A host that dies loses them after 15 seconds.</summary>
/// <param name="container">The container of the blobs; it must exist.</param>
/// <param name="clock">The time.</param>
public sealed class BlobLeases(BlobContainerClient container, TimeProvider clock) : ILeases
{
    private const string Folder = "_leases/";

    /// <inheritdoc/>
    public async Task<ILease?> TryTakeAsync(string name, CancellationToken cancellation)
    {
        var blob = container.GetBlockBlobClient(Folder + name);
        var (lease, asked) = (blob.GetBlobLeaseClient(), clock.GetUtcNow());
        try
        {
            await AcquireAsync(blob, lease, cancellation);
            return new BlobLease(lease, asked, clock);
        }
        catch (RequestFailedException taken) when (taken.Status == 409 || taken.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            // Another has it, or one that tidies up took the blob away just when it was made.
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task TidyUpAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = Folder }, cancellation))
            if (blob.Properties.LeaseStatus == LeaseStatus.Unlocked && blob.Properties.LastModified < before)
                await DeleteAsync(blob.Name, cancellation);
    }

    private async Task DeleteAsync(string blob, CancellationToken cancellation)
    {
        try
        {
            await container.GetBlobClient(blob).DeleteIfExistsAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException taken) when (taken.Status == 412)
        {
            // Somebody has it by now.
        }
    }

    private static async Task AcquireAsync(BlockBlobClient blob, BlobLeaseClient lease, CancellationToken cancellation)
    {
        try
        {
            await lease.AcquireAsync(BlobLease.Duration, cancellationToken: cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await CreateAsync(blob, cancellation);
            await lease.AcquireAsync(BlobLease.Duration, cancellationToken: cancellation);
        }
    }

    private static async Task CreateAsync(BlockBlobClient blob, CancellationToken cancellation)
    {
        try
        {
            await blob.UploadAsync(Stream.Null, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            // Another host was first, and may hold it already.
        }
    }
}
