using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow.Storage;

/// <summary>Leases on empty blobs. A host that dies loses them after 15 seconds.</summary>
/// <param name="container">The container of the blobs; it must exist.</param>
public sealed class BlobLeases(BlobContainerClient container) : ILeases
{
    /// <summary>The shortest that the service grants.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<ILease?> TryTakeAsync(string name, CancellationToken cancellation)
    {
        var blob = container.GetBlockBlobClient($"_leases/{name}");
        var lease = blob.GetBlobLeaseClient();
        try
        {
            await AcquireAsync(blob, lease, cancellation);
            return new Held(lease);
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return null;
        }
    }

    private static async Task AcquireAsync(BlockBlobClient blob, BlobLeaseClient lease, CancellationToken cancellation)
    {
        try
        {
            await lease.AcquireAsync(Duration, cancellationToken: cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await CreateAsync(blob, cancellation);
            await lease.AcquireAsync(Duration, cancellationToken: cancellation);
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

    private static bool IsOutOfReach(Exception problem) => problem is not RequestFailedException { Status: 409 } && StepFailure.IsOfTheStorage(problem);

    private sealed class Held : ILease
    {
        private readonly BlobLeaseClient _lease;
        private readonly CancellationTokenSource _lost = new();
        private readonly CancellationTokenSource _given = new();
        private readonly Task _renewal;

        public Held(BlobLeaseClient lease)
        {
            _lease = lease;
            _renewal = RenewAsync();
        }

        public CancellationToken Lost => _lost.Token;

        public async ValueTask DisposeAsync()
        {
            await _given.CancelAsync();
            await _renewal;
            try
            {
                await _lease.ReleaseAsync();
            }
            catch (Exception problem) when (StepFailure.IsOfTheStorage(problem))
            {
                // It has run out, or will.
            }
            _given.Dispose();
            _lost.Dispose();
        }

        private async Task RenewAsync()
        {
            var renewed = DateTimeOffset.UtcNow;
            while (!_given.IsCancellationRequested)
            {
                try
                {
                    await Task.Delay(RenewEvery, _given.Token);
                    await _lease.RenewAsync(cancellationToken: _given.Token);
                    renewed = DateTimeOffset.UtcNow;
                }
                catch (OperationCanceledException) when (_given.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception problem) when (IsOutOfReach(problem) && DateTimeOffset.UtcNow - renewed < Duration - RenewEvery)
                {
                    // The storage is out of reach for a moment: there is time to try again.
                }
                catch (Exception)
                {
                    await _lost.CancelAsync();
                    return;
                }
            }
        }
    }
}
