using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Hosting;

/// <summary>What was tried with each upload, kept in the storage until it is finished: whatever a host dies over is given up in the end, and never in silence.</summary>
/// <param name="services">What the host is made of.</param>
internal sealed class UploadLedger(StudyServices services)
{
    /// <summary>How often an upload is tried before it is given up as one that kills the host.</summary>
    public const int MostAttempts = 5;

    /// <summary>How often an upload with an alarm is taken up before all others. Hosts that die over and over for another reason would otherwise use up all its attempts.</summary>
    public const int HurriedAttempts = 3;

    /// <summary>How long the storage may be to blame for an upload that fails again and again. Then its attempts count: it is given up aloud instead of being tried for ever.</summary>
    public static readonly TimeSpan Excused = TimeSpan.FromMinutes(30);

    private const string Folder = "_attempts";

    /// <summary>What was tried with an upload.</summary>
    public async Task<Attempt> FindAsync(string key, CancellationToken cancellation) =>
        await services.Storage.Work.ReadJsonAsync<Attempt>(PathOf(key), cancellation) ?? new Attempt(0, null, default);

    /// <summary>
    /// The order in which waiting uploads are taken up: first where an alarm was raised before the run broke off, up to <see cref="HurriedAttempts"/> times; then by how often they
    /// were tried, for what a host has died over holds up nobody; then as they came.
    /// </summary>
    /// <returns>The uploads, and whether each was tried before.</returns>
    public async Task<List<(StudyArrival Arrival, bool Tried)>> OrderAsync(IEnumerable<StudyArrival> waiting, CancellationToken cancellation)
    {
        var (tried, alarmed) = (new Dictionary<string, int>(), new HashSet<string>());
        await foreach (var (path, attempt) in services.Storage.Work.ReadAllJsonAsync<Attempt>(Folder, cancellation))
        {
            var key = Path.GetFileNameWithoutExtension(path);
            tried[key] = attempt.Count;
            if (attempt is { Count: < HurriedAttempts, ResultPath: { } result } && await services.Alerts.RaisedAsync(result, cancellation) is not null)
                alarmed.Add(key);
        }
        return
        [
            .. waiting.OrderByDescending(arrival => alarmed.Contains(arrival.Key)).ThenBy(arrival => tried.GetValueOrDefault(arrival.Key)).ThenBy(arrival => arrival.ArrivedUtc)
                .Select(arrival => (arrival, tried.ContainsKey(arrival.Key))),
        ];
    }

    /// <summary>
    /// Tries something with an upload. An attempt counts before it begins, for it may kill the host; what breaks off in an orderly way, or because the storage is out of reach, is no
    /// fault of the upload and does not count, unless it has failed for longer than <see cref="Excused"/>.
    /// </summary>
    /// <param name="key">The upload.</param>
    /// <param name="before">How often it was tried before.</param>
    /// <param name="attempt">What is tried.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task TryAsync(string key, int before, Func<Task> attempt, CancellationToken cancellation)
    {
        await CountAsync(key, before + 1, cancellation);
        try
        {
            await attempt();
        }
        catch (Exception problem) when (problem is OperationCanceledException || StepFailure.IsOfTheStorage(problem))
        {
            await (cancellation.IsCancellationRequested ? CountAsync(key, before, CancellationToken.None) : ExcuseAsync(key, before));
            throw;
        }
    }

    private async Task ExcuseAsync(string key, int before)
    {
        var (known, now) = (await FindAsync(key, CancellationToken.None), services.Clock.GetUtcNow());
        var since = known.FailingSinceUtc ?? now;
        if (now - since < Excused)
            await WriteAsync(key, known with { Count = before, FailingSinceUtc = since }, CancellationToken.None);
    }

    /// <summary>Keeps how often an upload was tried.</summary>
    public async Task CountAsync(string key, int attempts, CancellationToken cancellation) =>
        await WriteAsync(key, await FindAsync(key, cancellation) with { Count = attempts }, cancellation);

    /// <summary>Keeps which run an upload is handed to: should that never end, it is known what was told of it.</summary>
    public async Task RunsAsAsync(string key, int attempts, StudyRequest request, CancellationToken cancellation)
    {
        await services.Audit.AppendAsync(AuditActions.UploadTaken, AuditSubjects.Upload(key, request), cancellation);
        var resultPath = await services.ResultPathAsync(request, cancellation);
        var known = await FindAsync(key, cancellation);
        await WriteAsync(key, known with { Count = attempts, Instance = request.InstanceId, SinceUtc = services.Clock.GetUtcNow(), ResultPath = resultPath }, cancellation);
    }

    /// <summary>Marks an upload as finished.</summary>
    public async Task FinishAsync(string key, FinishedStudy study, CancellationToken cancellation)
    {
        await services.Marks.FinishUploadAsync(key, study, cancellation);
        await services.Storage.Work.DeleteAsync(PathOf(key), cancellation);
    }

    /// <summary>
    /// Forgets what was tried with uploads that are finished, for a host that has lost its lease may have noted that after another came to the end; and with those that somebody has taken away.
    /// </summary>
    /// <param name="before">When an upload that is gone was tried last, at the latest.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task TidyUpAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var notes = await services.Storage.Work.ListAsync(Folder, cancellation).ToListAsync(cancellation);
        if (notes.Count == 0)
            return;
        var there = await services.Storage.Studies.ListAsync("", cancellation).Select(arrival => arrival.Key).ToHashSetAsync(cancellationToken: cancellation);
        foreach (var (path, modified) in notes)
        {
            var key = Path.GetFileNameWithoutExtension(path);
            if (modified < before && !there.Contains(key) || await services.Marks.FindUploadAsync(key, cancellation) is not null)
                await services.Storage.Work.DeleteAsync(path, cancellation);
        }
    }

    /// <summary>Ends an upload that hosts die over, unless its run has told how it ended. It is an end like any other, without a report; an alarm that was raised stands.</summary>
    public async Task<FinishedStudy> GiveUpAsync(StudyArrival arrival, int attempts, CancellationToken cancellation)
    {
        var known = await FindAsync(arrival.Key, cancellation);
        var (instance, resultPath) = (known.Instance ?? arrival.Key, known.ResultPath ?? $"{arrival.Key}/{arrival.Key}");
        var request = new StudyRequest(instance, arrival.Reference, services.Settings) { UploadedUtc = arrival.ArrivedUtc };
        if (await services.FindEndAsync(request, cancellation) is { } before)
            return before;
        var alarm = await services.Alerts.RaisedAsync(resultPath, cancellation);
        var model = services.Model.Manifest;
        var end = new StudyOutcome(alarm is null ? ReportStatus.NotAnalyzed : ReportStatus.Incomplete, resultPath, WorkflowCatalogue.GivenUp(attempts), null, null, null)
        {
            HasReport = false,
            Model = alarm is null ? null : new(model.Name, model.Version, model.IntendedUse),
        };
        await services.Alerts.ConcludeAsync(request, end, cancellation);
        return await services.FinishAsync(request, end, cancellation);
    }

    private Task WriteAsync(string key, Attempt attempt, CancellationToken cancellation) => services.Storage.Work.WriteJsonAsync(PathOf(key), attempt, cancellation);

    private static string PathOf(string key) => $"{Folder}/{key}.json";

    /// <summary>What was tried with an upload.</summary>
    /// <param name="Count">How often.</param>
    /// <param name="Instance">The run it was handed to; null where there is none yet.</param>
    /// <param name="SinceUtc">Since when that run is at work.</param>
    internal sealed record Attempt(int Count, string? Instance, DateTimeOffset SinceUtc)
    {
        /// <summary>Where the results of that run lie; null where there is none yet.</summary>
        public string? ResultPath { get; init; }

        /// <summary>Since when every attempt has failed because of the storage; null where none has.</summary>
        public DateTimeOffset? FailingSinceUtc { get; init; }
    }
}
