using Azure;
using Azure.Storage.Blobs.Specialized;

namespace PatchFcn.Workflow.Storage;

/// <summary>A lease on a blob, renewed until it is given back.</summary>
internal sealed class BlobLease : ILease
{
    /// <summary>The shortest that the service grants.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    /// <summary>How often it is renewed.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    /// <summary>For how long a renewal is waited for that is late already, after a machine slept: nobody may have taken the name meanwhile.</summary>
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(2);

    private readonly BlobLeaseClient _lease;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _given = new();
    private readonly Task _renewal;

    /// <param name="lease">The lease, which is held.</param>
    /// <param name="asked">When it was asked for; the service counts from then on, or later.</param>
    /// <param name="clock">The time.</param>
    public BlobLease(BlobLeaseClient lease, DateTimeOffset asked, TimeProvider clock)
    {
        (_lease, _clock) = (lease, clock);
        _renewal = KeepAsync(asked);
    }

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _given.CancelAsync();
        await _renewal;
        using var patience = new CancellationTokenSource(Duration, _clock);
        try
        {
            await _lease.ReleaseAsync(cancellationToken: patience.Token);
        }
        catch (Exception problem) when (patience.IsCancellationRequested || StorageFailure.IsOne(problem))
        {
            // It has run out, or will.
        }
        _given.Dispose();
        _lost.Dispose();
    }

    private async Task KeepAsync(DateTimeOffset renewed)
    {
        while (!_given.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(RenewEvery, _clock, _given.Token);
                renewed = await RenewAsync(renewed + Duration);
            }
            catch (OperationCanceledException) when (_given.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (IsOutOfReach(problem) && _clock.GetUtcNow() - renewed < Duration - RenewEvery)
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

    /// <summary>Renews the lease. A request that hangs ends with the lease: left alone, the client would wait for minutes while another host is at the same work.</summary>
    /// <returns>When it was asked for.</returns>
    private async Task<DateTimeOffset> RenewAsync(DateTimeOffset end)
    {
        var asked = _clock.GetUtcNow();
        using var late = new CancellationTokenSource(end - asked > LeastPatience ? end - asked : LeastPatience, _clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_given.Token, late.Token);
        await _lease.RenewAsync(cancellationToken: patience.Token);
        return asked;
    }

    private static bool IsOutOfReach(Exception problem) => problem is not RequestFailedException { Status: 409 } && StorageFailure.IsOne(problem);
}
