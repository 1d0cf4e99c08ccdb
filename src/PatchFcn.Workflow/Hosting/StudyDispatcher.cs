using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// Hands uploads to an engine that keeps its runs by itself. Whoever hears of an upload calls it, and so does a sweep, again and again: an upload whose event was lost, whose run broke off, or
/// whose content was analysed under another name comes to its end all the same, each once.
/// </summary>
/// <param name="services">What the host is made of.</param>
/// <param name="engine">Runs studies.</param>
public sealed class StudyDispatcher(StudyServices services, IStudyEngine engine)
{
    private readonly UploadLedger _ledger = new(services);

    /// <summary>How long a run may take, waiting included, before it is ended with a report that says so; after twice as long it is given up.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Takes up what has arrived and is neither finished nor at work. What cannot be taken up holds up nothing else.</summary>
    /// <param name="start">What the names of its files begin with; empty: all, as a sweep does.</param>
    /// <param name="cancellation">Breaks off; what is left is taken up the next time.</param>
    /// <exception cref="AggregateException">Some could not be taken up; all others were.</exception>
    public async Task TakeUpAsync(string start, CancellationToken cancellation)
    {
        var finished = start.Length == 0 ? await services.Marks.ListKeysAsync(cancellation) : new HashSet<string>();
        var problems = new List<Exception>();
        await foreach (var arrival in services.Storage.Studies.ListAsync(start, cancellation).Where(arrival => !finished.Contains(arrival.Key)))
            try
            {
                await TakeUpAsync(arrival, cancellation);
            }
            catch (Exception problem) when (!cancellation.IsCancellationRequested)
            {
                problems.Add(problem);
            }
        if (problems.Count > 0)
            throw new AggregateException("Some uploads could not be taken up; all others were.", problems);
    }

    /// <summary>Analyses an upload once more.</summary>
    /// <returns>Whether the upload is still there; nothing is changed where it is gone.</returns>
    public async Task<bool> RerunAsync(FinishedStudy study, CancellationToken cancellation)
    {
        if (await services.ForgetAsync(study, cancellation) is not { } upload)
            return false;
        await TakeUpAsync(upload, cancellation);
        return true;
    }

    /// <summary>Ends a run with a report that says that it was cancelled.</summary>
    /// <returns>Whether there is such a run.</returns>
    public async Task<bool> StopAsync(string instance, CancellationToken cancellation)
    {
        if (!await engine.IsRunningAsync(instance, cancellation))
            return false;
        await engine.StopAsync(instance, WorkflowCatalogue.Cancelled, cancellation);
        return true;
    }

    private async Task TakeUpAsync(StudyArrival arrival, CancellationToken cancellation)
    {
        await using var lease = await services.Storage.Leases.TryTakeAsync("upload-" + arrival.Key, cancellation);
        if (lease is null || await services.Marks.FindUploadAsync(arrival.Key, cancellation) is not null)
            return;
        var attempt = await _ledger.FindAsync(arrival.Key, cancellation);
        if (attempt.Instance is { } instance && await engine.IsRunningAsync(instance, cancellation))
            await HurryAsync(arrival, attempt.Count, instance, services.Clock.GetUtcNow() - attempt.SinceUtc, cancellation);
        else if (attempt.Count < UploadLedger.MostAttempts)
            await _ledger.TryAsync(arrival.Key, attempt.Count, () => StartAsync(arrival, attempt.Count + 1, cancellation), cancellation);
        else
            await GiveUpAsync(arrival, attempt.Count, cancellation);
    }

    /// <summary>The same content may lie there under two names: one run is enough for both, and the next sweep finds what it came to.</summary>
    private async Task StartAsync(StudyArrival arrival, int attempt, CancellationToken cancellation)
    {
        var request = await services.RequestAsync(arrival, cancellation);
        await using var lease = await services.Storage.Leases.TryTakeAsync("instance-" + StudyNames.Short(request.InstanceId), cancellation);
        if (lease is not null && await services.FindEndAsync(request, cancellation) is { } before)
        {
            await _ledger.FinishAsync(arrival.Key, before, cancellation);
            return;
        }
        await _ledger.RunsAsAsync(arrival.Key, attempt, request, cancellation);
        if (lease is not null && !await engine.IsRunningAsync(request.InstanceId, cancellation))
            await engine.StartAsync(request, cancellation);
    }

    private async Task HurryAsync(StudyArrival arrival, int attempts, string instance, TimeSpan taken, CancellationToken cancellation)
    {
        if (taken > 2 * TimeLimit)
        {
            await engine.TerminateAsync(instance, cancellation);
            await GiveUpAsync(arrival, attempts, cancellation);
        }
        else if (taken > TimeLimit)
            await engine.StopAsync(instance, WorkflowCatalogue.TimeLimit(TimeLimit), cancellation);
    }

    private async Task GiveUpAsync(StudyArrival arrival, int attempts, CancellationToken cancellation) =>
        await _ledger.FinishAsync(arrival.Key, await _ledger.GiveUpAsync(arrival, attempts, cancellation), cancellation);
}
