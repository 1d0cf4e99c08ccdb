using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// What has been finished, in the store of results, where no purge looks: by upload, so that a host knows at a glance what is left to do, and by instance, so that the
/// same study, uploaded again under any name, is not analysed or told of twice.
/// </summary>
/// <param name="results">The store of results.</param>
/// <param name="clock">The time.</param>
public sealed class ResultMarks(IArtifactStore results, TimeProvider clock)
{
    private const string Uploads = "_uploads";

    private readonly CachedRecords<FinishedStudy> _uploads = new(results, Uploads, clock);

    /// <summary>How an upload ended; null where it has not.</summary>
    public Task<FinishedStudy?> FindUploadAsync(string key, CancellationToken cancellation) =>
        results.ReadJsonAsync<FinishedStudy>($"{Uploads}/{key}.json", cancellation);

    /// <summary>How a run ended; null where it has not.</summary>
    public Task<FinishedStudy?> FindInstanceAsync(string instance, CancellationToken cancellation) =>
        results.ReadJsonAsync<FinishedStudy>(InstancePath(instance), cancellation);

    /// <summary>Marks a run as finished; the first mark stays.</summary>
    /// <returns>Whether this was the first.</returns>
    public Task<bool> FinishInstanceAsync(FinishedStudy study, CancellationToken cancellation) =>
        results.TryCreateJsonAsync(InstancePath(study.Instance), study, cancellation);

    /// <summary>Marks an upload as finished.</summary>
    public Task FinishUploadAsync(string key, FinishedStudy study, CancellationToken cancellation) =>
        results.WriteJsonAsync($"{Uploads}/{key}.json", study, cancellation);

    /// <summary>The keys of all uploads that were finished.</summary>
    public async Task<IReadOnlySet<string>> ListKeysAsync(CancellationToken cancellation)
    {
        var keys = new HashSet<string>();
        await foreach (var artifact in results.ListAsync(Uploads, cancellation))
            keys.Add(Path.GetFileNameWithoutExtension(artifact.Path));
        return keys;
    }

    /// <summary>Every upload that was finished.</summary>
    public async Task<IReadOnlyList<(string Key, FinishedStudy Study)>> ListAsync(CancellationToken cancellation) =>
        [.. (await _uploads.ListAsync(cancellation)).Select(mark => (Path.GetFileNameWithoutExtension(mark.Path), mark.Record))];

    /// <summary>Forgets how a run and its uploads ended, so that they are analysed again.</summary>
    public async Task ForgetAsync(IEnumerable<string> keys, FinishedStudy study, CancellationToken cancellation)
    {
        await results.DeleteAsync(InstancePath(study.Instance), cancellation);
        foreach (var key in keys)
            await results.DeleteAsync($"{Uploads}/{key}.json", cancellation);
    }

    private static string InstancePath(string instance) => $"_instances/{StudyNames.Short(instance)}.json";
}
