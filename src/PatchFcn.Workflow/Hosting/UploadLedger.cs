using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// Which host has which upload, and what was tried with it, kept in the storage until it is finished: an upload belongs to one host at a time, and whatever hosts die over is given up in the
/// end, and never in silence.
/// </summary>
/// <param name="services">What the host is made of.</param>
internal sealed class UploadLedger(StudyServices services)
{
    /// <summary>How often an upload with an alarm is taken up before all others. Hosts that die over and over for another reason would otherwise use up all its attempts.</summary>
    public const int HurriedAttempts = 3;

    private const string Folder = "_attempts";

    /// <summary>Takes an upload for this host until the claim is disposed of; null where another host has it, or it is finished.</summary>
    public async Task<UploadClaim?> TakeUploadAsync(StudyArrival arrival, CancellationToken cancellation)
    {
        if (await services.Storage.Leases.TryTakeAsync("upload-" + arrival.Key, cancellation) is not { } lease)
            return null;
        UploadClaim? claim = null;
        try
        {
            if (await services.Marks.FindUploadAsync(arrival.Key, cancellation) is null)
                claim = new UploadClaim(services, arrival, lease, await FindAsync(arrival.Key, cancellation));
            return claim;
        }
        finally
        {
            if (claim is null)
                await lease.DisposeAsync();
        }
    }

    /// <summary>Takes the content of an upload, which may lie there under several names, until the lease is disposed of; null where another host has it.</summary>
    public Task<ILease?> TakeInstanceAsync(StudyRequest request, CancellationToken cancellation) =>
        services.Storage.Leases.TryTakeAsync("instance-" + StudyNames.Short(request.InstanceId), cancellation);

    /// <summary>
    /// The order in which waiting uploads are taken up: first where an alarm was raised before the run broke off, up to <see cref="HurriedAttempts"/> times; then by how often they
    /// were tried, for what a host has died over holds up nobody; then as they came.
    /// </summary>
    /// <returns>The uploads, and whether each was tried before.</returns>
    public async Task<List<(StudyArrival Arrival, bool Tried)>> OrderAsync(IEnumerable<StudyArrival> waiting, CancellationToken cancellation)
    {
        var (tried, alarmed) = (new Dictionary<string, int>(), new HashSet<string>());
        await foreach (var (path, attempts) in services.Storage.SharedWork.ReadAllJsonAsync<UploadAttempts>(Folder, cancellation))
        {
            var key = Path.GetFileNameWithoutExtension(path);
            tried[key] = attempts.Count;
            if (attempts is { Count: < HurriedAttempts, Instance: { } instance, ResultPath: { } result } && await services.Alerts.RaisedAsync(instance, result, cancellation) is not null)
                alarmed.Add(key);
        }
        return
        [
            .. waiting.OrderByDescending(arrival => alarmed.Contains(arrival.Key)).ThenBy(arrival => tried.GetValueOrDefault(arrival.Key)).ThenBy(arrival => arrival.ArrivedUtc)
                .Select(arrival => (arrival, tried.ContainsKey(arrival.Key))),
        ];
    }

    /// <summary>What was tried with an upload.</summary>
    public async Task<UploadAttempts> FindAsync(string key, CancellationToken cancellation) =>
        await services.Storage.SharedWork.ReadJsonAsync<UploadAttempts>(PathOf(key), cancellation) ?? new UploadAttempts(0, null, default);

    /// <summary>Keeps what was tried with an upload.</summary>
    public Task NoteAsync(string key, UploadAttempts attempts, CancellationToken cancellation) => services.Storage.SharedWork.WriteJsonAsync(PathOf(key), attempts, cancellation);

    /// <summary>Marks an upload as finished.</summary>
    public async Task FinishAsync(string key, FinishedStudy study, CancellationToken cancellation)
    {
        await services.Marks.FinishUploadAsync(key, study, cancellation);
        await services.Storage.SharedWork.DeleteAsync(PathOf(key), cancellation);
    }

    /// <summary>
    /// Forgets what was tried with uploads that are finished, for a host that has lost its lease may have noted that after another came to the end; and with those that somebody has taken away.
    /// </summary>
    /// <param name="before">When an upload that is gone was tried last, at the latest.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task TidyUpAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var notes = await services.Storage.SharedWork.ListAsync(Folder, cancellation).ToListAsync(cancellation);
        if (notes.Count == 0)
            return;
        var there = await services.Storage.Studies.ListAsync("", cancellation).Select(arrival => arrival.Key).ToHashSetAsync(cancellationToken: cancellation);
        foreach (var (path, modified) in notes)
        {
            var key = Path.GetFileNameWithoutExtension(path);
            if (modified < before && !there.Contains(key) || await services.Marks.FindUploadAsync(key, cancellation) is not null)
                await services.Storage.SharedWork.DeleteAsync(path, cancellation);
        }
    }

    private static string PathOf(string key) => $"{Folder}/{key}.json";
}

/// <summary>What was tried with an upload.</summary>
/// <param name="Count">How often.</param>
/// <param name="Instance">The run it was handed to; null where there is none yet.</param>
/// <param name="SinceUtc">Since when that run is at work.</param>
internal sealed record UploadAttempts(int Count, string? Instance, DateTimeOffset SinceUtc)
{
    /// <summary>Where the results of that run lie; null where there is none yet.</summary>
    public string? ResultPath { get; init; }

    /// <summary>Since when every attempt has failed because of the storage; null where none has.</summary>
    public DateTimeOffset? FailingSinceUtc { get; init; }
}
