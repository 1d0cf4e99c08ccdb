using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// Takes an upload to its end on the embedded engine: by one host at a time, once for the same content, again from the start where a host died over it. Steps write the
/// same artifacts however often they run, and events have the same ids, so a repetition shows nowhere.
/// </summary>
/// <param name="services">What the host is made of.</param>
/// <param name="progress">Told how far the study has come, with the upload's key; may be null.</param>
public sealed class StudyRunner(StudyServices services, Action<string, StudyProgress>? progress)
{
    /// <summary>Takes an upload to its end, unless another host has it or it was finished before.</summary>
    /// <param name="arrival">The upload.</param>
    /// <param name="stop">Ends the run with a report that says so, as <see cref="WorkflowCatalogue.Cancelled"/>.</param>
    /// <param name="cancellation">Breaks off without a trace; the upload is taken up again later.</param>
    /// <returns>How it ended; null where there was nothing to do.</returns>
    /// <exception cref="OperationCanceledException">It was broken off, or its lease was lost.</exception>
    public async Task<FinishedStudy?> RunAsync(StudyArrival arrival, CancellationToken stop, CancellationToken cancellation)
    {
        await using var upload = await services.Ledger.TakeUploadAsync(arrival, cancellation);
        if (upload is null)
            return null;
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation, upload.Lost);
        var told = progress is null ? null : new SynchronousProgress<StudyProgress>(state => progress(arrival.Key, state));
        if (upload.IsTriedOut)
            return await upload.GiveUpAsync(held.Token);
        var study = await upload.TryAsync(() => AnalyzeOnceAsync(upload, told, stop, held.Token), held.Token);
        if (study is not null)
            await upload.FinishAsync(study, held.Token);
        return study;
    }

    /// <summary>
    /// The same content may lie there under two names: whoever comes second takes over what the first found. Where another host is still at it, there is nothing to do, and the attempt does
    /// not count.
    /// </summary>
    private async Task<FinishedStudy?> AnalyzeOnceAsync(UploadClaim upload, IProgress<StudyProgress>? told, CancellationToken stop, CancellationToken cancellation)
    {
        var request = await services.RequestAsync(upload.Arrival, cancellation);
        await using var lease = await services.Ledger.TakeInstanceAsync(request, cancellation);
        if (lease is null)
        {
            await upload.UncountAsync(cancellation);
            return null;
        }
        if (await services.FindEndAsync(request, told, cancellation) is { } before)
            return before;
        await upload.RunsAsAsync(request, cancellation);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        return await services.FinishAsync(request, await AnalyzeAsync(request, told, stop, held.Token), held.Token);
    }

    private async Task<StudyOutcome> AnalyzeAsync(StudyRequest request, IProgress<StudyProgress>? told, CancellationToken stop, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellation);
        try
        {
            await using var engine = new EmbeddedEngine(services.Steps, Environment.ProcessorCount, told, either.Token);
            return await StudyWorkflow.RunAsync(engine, request);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            await using var engine = new EmbeddedEngine(services.Steps, Environment.ProcessorCount, told, cancellation);
            return await StudyWorkflow.StopAsync(engine, request, WorkflowCatalogue.Cancelled);
        }
    }
}
