using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Hosting;

/// <summary>An upload that belongs to this host until the claim is disposed of, for one attempt.</summary>
/// <param name="services">What the host is made of.</param>
/// <param name="arrival">The upload.</param>
/// <param name="lease">Keeps other hosts from it.</param>
/// <param name="attempts">What was tried before.</param>
internal sealed class UploadClaim(StudyServices services, StudyArrival arrival, ILease lease, UploadAttempts attempts) : IAsyncDisposable
{
    /// <summary>How often an upload is tried before it is given up as one that kills the host.</summary>
    public const int MostAttempts = 5;

    /// <summary>How long the storage may be to blame for an upload that fails again and again. Then its attempts count: it is given up aloud instead of being tried for ever.</summary>
    public static readonly TimeSpan Excused = TimeSpan.FromMinutes(30);

    /// <summary>The upload.</summary>
    public StudyArrival Arrival => arrival;

    /// <inheritdoc cref="ILease.Lost"/>
    public CancellationToken Lost => lease.Lost;

    /// <summary>The run it was handed to; null where there is none yet.</summary>
    public string? Instance => attempts.Instance;

    /// <summary>How long ago it was handed to that run.</summary>
    public TimeSpan Taken => services.Clock.GetUtcNow() - attempts.SinceUtc;

    /// <summary>Whether it was tried so often that it is to be given up.</summary>
    public bool IsTriedOut => attempts.Count >= MostAttempts;

    /// <summary>
    /// Tries something with the upload. An attempt counts before it begins, for it may kill the host; what breaks off in an orderly way, or because the storage is out of reach, is no
    /// fault of the upload and does not count, unless it has failed for longer than <see cref="Excused"/>.
    /// </summary>
    /// <param name="attempt">What is tried.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<T> TryAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation)
    {
        await NoteAsync(attempts with { Count = attempts.Count + 1 }, cancellation);
        try
        {
            return await attempt();
        }
        catch (Exception problem) when (problem is OperationCanceledException || StorageFailure.IsOne(problem))
        {
            await (cancellation.IsCancellationRequested ? UncountAsync(CancellationToken.None) : ExcuseAsync());
            throw;
        }
    }

    /// <summary>The attempt at work does not count.</summary>
    public async Task UncountAsync(CancellationToken cancellation) => await NoteAsync(await KnownAsync(cancellation) with { Count = attempts.Count }, cancellation);

    /// <summary>Keeps which run the upload is handed to: should that never end, it is known what was told of it.</summary>
    public async Task RunsAsAsync(StudyRequest request, CancellationToken cancellation)
    {
        await services.Audit.AppendAsync(AuditActions.UploadTaken, AuditSubjects.Upload(arrival.Key, request), cancellation);
        var resultPath = await services.ResultPathAsync(request, cancellation);
        await NoteAsync(attempts with { Count = attempts.Count + 1, Instance = request.InstanceId, SinceUtc = services.Clock.GetUtcNow(), ResultPath = resultPath }, cancellation);
    }

    /// <summary>Marks the upload as finished.</summary>
    public Task FinishAsync(FinishedStudy study, CancellationToken cancellation) => services.Ledger.FinishAsync(arrival.Key, study, cancellation);

    /// <summary>Ends an upload that hosts die over, unless its run has told how it ended. It is an end like any other, without a report; an alarm that was raised stands.</summary>
    public async Task<FinishedStudy> GiveUpAsync(CancellationToken cancellation)
    {
        var (instance, resultPath) = (attempts.Instance ?? arrival.Key, attempts.ResultPath ?? $"{arrival.Key}/{arrival.Key}");
        var request = new StudyRequest(instance, arrival.Reference, services.Settings) { UploadedUtc = arrival.ArrivedUtc };
        var study = await services.FindEndAsync(request, null, cancellation) ?? await EndAsync(request, resultPath, cancellation);
        await FinishAsync(study, cancellation);
        return study;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => lease.DisposeAsync();

    private async Task<FinishedStudy> EndAsync(StudyRequest request, string resultPath, CancellationToken cancellation)
    {
        var alarm = await services.Alerts.RaisedAsync(request.InstanceId, resultPath, cancellation);
        var model = services.Model.Manifest;
        var end = new StudyOutcome(alarm is null ? ReportStatus.NotAnalyzed : ReportStatus.Incomplete, resultPath, WorkflowCatalogue.GivenUp(attempts.Count), null, null, null)
        {
            HasReport = false,
            Model = alarm is null ? null : new(model.Name, model.Version, model.IntendedUse),
        };
        await services.Alerts.ConcludeAsync(request, end, cancellation);
        return await services.FinishAsync(request, end, cancellation);
    }

    private async Task ExcuseAsync()
    {
        var (known, now) = (await KnownAsync(CancellationToken.None), services.Clock.GetUtcNow());
        var since = known.FailingSinceUtc ?? now;
        if (now - since < Excused)
            await NoteAsync(known with { Count = attempts.Count, FailingSinceUtc = since }, CancellationToken.None);
    }

    /// <summary>What is noted by now, be it by another host to which the lease was lost.</summary>
    private Task<UploadAttempts> KnownAsync(CancellationToken cancellation) => services.Ledger.FindAsync(arrival.Key, cancellation);

    private Task NoteAsync(UploadAttempts noted, CancellationToken cancellation) => services.Ledger.NoteAsync(arrival.Key, noted, cancellation);
}
