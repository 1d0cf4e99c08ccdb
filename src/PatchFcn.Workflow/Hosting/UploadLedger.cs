using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Hosting;

/// <summary>What was tried with each upload, kept in the storage until it is finished: whatever a host dies over is given up in the end, and never in silence.</summary>
/// <param name="services">What the host is made of.</param>
internal sealed class UploadLedger(StudyServices services)
{
    /// <summary>How often an upload is tried before it is given up as one that kills the host.</summary>
    public const int MostAttempts = 5;

    private const string Folder = "_attempts";

    /// <summary>What was tried with an upload.</summary>
    public async Task<Attempt> FindAsync(string key, CancellationToken cancellation) =>
        await services.Storage.Work.ReadJsonAsync<Attempt>(PathOf(key), cancellation) ?? new Attempt(0, null, default);

    /// <summary>How often each upload that is not finished was tried, by key.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(CancellationToken cancellation) =>
        await services.Storage.Work.ReadAllJsonAsync<Attempt>(Folder, cancellation)
            .ToDictionaryAsync(it => Path.GetFileNameWithoutExtension(it.Path), it => it.Record.Count, cancellationToken: cancellation);

    /// <summary>
    /// Tries something with an upload. An attempt counts before it begins, for it may kill the host; what breaks off in an orderly way, or because the storage is out of reach, is no
    /// fault of the upload and does not count.
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
            await CountAsync(key, before, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Keeps how often an upload was tried.</summary>
    public Task CountAsync(string key, int attempts, CancellationToken cancellation) => WriteAsync(key, new(attempts, null, default), cancellation);

    /// <summary>Keeps what is being tried.</summary>
    public Task WriteAsync(string key, Attempt attempt, CancellationToken cancellation) => services.Storage.Work.WriteJsonAsync(PathOf(key), attempt, cancellation);

    /// <summary>Marks an upload as finished.</summary>
    public async Task FinishAsync(string key, FinishedStudy study, CancellationToken cancellation)
    {
        await services.Marks.FinishUploadAsync(key, study, cancellation);
        await services.Storage.Work.DeleteAsync(PathOf(key), cancellation);
    }

    /// <summary>Tells that nothing can be done with an upload.</summary>
    public async Task<FinishedStudy> GiveUpAsync(StudyArrival arrival, int attempts, CancellationToken cancellation)
    {
        var resultPath = $"{arrival.Key}/{arrival.Key}";
        await services.Alerts.GiveUpAsync(arrival, resultPath, attempts, cancellation);
        return new FinishedStudy(
            arrival.Key, resultPath, ReportStatus.NotAnalyzed, StudyWorkflow.InternalFailure, null, null, null, services.Clock.GetUtcNow())
        {
            UploadedUtc = arrival.ArrivedUtc,
            ToldUtc = await services.Alerts.FirstToldAsync(resultPath, cancellation),
            HasReport = false,
        };
    }

    private static string PathOf(string key) => $"{Folder}/{key}.json";

    /// <summary>What was tried with an upload.</summary>
    /// <param name="Count">How often.</param>
    /// <param name="Instance">The run it was handed to; null where there is none yet.</param>
    /// <param name="SinceUtc">Since when that run is at work.</param>
    internal sealed record Attempt(int Count, string? Instance, DateTimeOffset SinceUtc);
}
