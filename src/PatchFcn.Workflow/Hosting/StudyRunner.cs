using Azure;
using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
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
    /// <summary>How often an upload is tried before it is given up as one that kills the host.</summary>
    public const int MostAttempts = 5;

    /// <summary>Name of the reason where somebody stopped the run.</summary>
    public const string Cancelled = "cancelled";

    private const string AttemptsFolder = "_attempts";

    /// <summary>Takes an upload to its end, unless another host has it or it was finished before.</summary>
    /// <param name="arrival">The upload.</param>
    /// <param name="stop">Ends the run with a report that says so, as <see cref="Cancelled"/>.</param>
    /// <param name="cancellation">Breaks off without a trace; the upload is taken up again later.</param>
    /// <returns>How it ended; null where there was nothing to do.</returns>
    /// <exception cref="OperationCanceledException">It was broken off, or its lease was lost.</exception>
    public async Task<FinishedStudy?> RunAsync(StudyArrival arrival, CancellationToken stop, CancellationToken cancellation)
    {
        await using var lease = await services.Storage.Leases.TryTakeAsync("upload-" + arrival.Key, cancellation);
        if (lease is null || await services.Marks.FindUploadAsync(arrival.Key, cancellation) is not null)
            return null;
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        var attempts = await CountAttemptAsync(arrival, held.Token);
        var study = attempts > MostAttempts ? await GiveUpAsync(arrival, held.Token) : await TryAsync(arrival, attempts, stop, held.Token);
        if (study is null)
            return null;
        await services.Marks.FinishUploadAsync(arrival.Key, study, held.Token);
        await services.Storage.Work.DeleteAsync(Attempts(arrival), held.Token);
        return study;
    }

    /// <summary>How often each upload that is not finished was tried, by key.</summary>
    internal async Task<IReadOnlyDictionary<string, int>> ReadAttemptsAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<string, int>();
        await foreach (var artifact in services.Storage.Work.ListAsync(AttemptsFolder, cancellation))
            if (await services.Storage.Work.ReadJsonAsync<Attempt>(artifact.Path, cancellation) is { } attempt)
                found[Path.GetFileNameWithoutExtension(artifact.Path)] = attempt.Count;
        return found;
    }

    /// <summary>What breaks off in an orderly way, because another host has it or because the storage is out of reach, is no fault of the upload and does not count.</summary>
    private async Task<FinishedStudy?> TryAsync(StudyArrival arrival, int attempt, CancellationToken stop, CancellationToken cancellation)
    {
        try
        {
            var study = await AnalyzeOnceAsync(arrival, stop, cancellation);
            if (study is null)
                await SetAttemptsAsync(arrival, attempt - 1, cancellation);
            return study;
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or UnauthorizedAccessException or RequestFailedException)
        {
            await SetAttemptsAsync(arrival, attempt - 1, CancellationToken.None);
            throw;
        }
    }

    /// <summary>The same content may lie there under two names: whoever comes second takes over what the first found.</summary>
    private async Task<FinishedStudy?> AnalyzeOnceAsync(StudyArrival arrival, CancellationToken stop, CancellationToken cancellation)
    {
        var request = await services.RequestAsync(arrival.Reference, cancellation);
        await using var lease = await services.Storage.Leases.TryTakeAsync("instance-" + StudyNames.Short(request.InstanceId), cancellation);
        if (lease is null)
            return null;
        if (await services.Marks.FindInstanceAsync(request.InstanceId, cancellation) is { } before)
            return before;
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        var study = FinishedStudy.Of(request, await AnalyzeAsync(arrival, request, stop, held.Token), services.Clock.GetUtcNow());
        await services.Marks.FinishInstanceAsync(study, held.Token);
        await services.Storage.Work.DeleteBelowAsync(WorkArtifacts.Folder(request.InstanceId), held.Token);
        return study;
    }

    private async Task<StudyOutcome> AnalyzeAsync(StudyArrival arrival, StudyRequest request, CancellationToken stop, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellation);
        var told = progress is null ? null : new Told(state => progress(arrival.Key, state));
        try
        {
            using var engine = new EmbeddedEngine(services.Steps, Environment.ProcessorCount, told, either.Token);
            return await StudyWorkflow.RunAsync(engine, request);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            using var engine = new EmbeddedEngine(services.Steps, Environment.ProcessorCount, told, cancellation);
            return await StudyWorkflow.StopAsync(engine, request, new Refusal(Cancelled, "The run was cancelled. Start it again, or read the study as if this software did not exist."));
        }
    }

    private async Task<int> CountAttemptAsync(StudyArrival arrival, CancellationToken cancellation)
    {
        var before = await services.Storage.Work.ReadJsonAsync<Attempt>(Attempts(arrival), cancellation);
        var attempt = (before?.Count ?? 0) + 1;
        await SetAttemptsAsync(arrival, attempt, cancellation);
        return attempt;
    }

    private Task SetAttemptsAsync(StudyArrival arrival, int count, CancellationToken cancellation) =>
        services.Storage.Work.WriteJsonAsync(Attempts(arrival), new Attempt(count), cancellation);

    private async Task<FinishedStudy> GiveUpAsync(StudyArrival arrival, CancellationToken cancellation)
    {
        var resultPath = $"{arrival.Key}/{arrival.Key}";
        await services.Alerts.GiveUpAsync(arrival.Key, resultPath, MostAttempts, cancellation);
        return new FinishedStudy(
            arrival.Key, resultPath, ReportStatus.NotAnalyzed, StudyWorkflow.InternalFailure, null, null, null, services.Clock.GetUtcNow());
    }

    private static string Attempts(StudyArrival arrival) => $"{AttemptsFolder}/{arrival.Key}.json";

    private sealed record Attempt(int Count);

    private sealed class Told(Action<StudyProgress> tell) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => tell(value);
    }
}
