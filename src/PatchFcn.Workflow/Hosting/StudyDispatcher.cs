using PatchFcn.Workflow.Artifacts;
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
    /// <summary>Lies in the store of intermediate artifacts while uploads wait for a place, so that the end of a run lists them all only then.</summary>
    private const string Waiting = "_waiting.json";

    /// <summary>How long a run may take before it is ended with a report that says so; after twice as long it is given up.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many runs are at work at once, about, for uploads are heard of side by side. The others wait as uploads, or every study would end as late as the last.</summary>
    public int StudiesAtOnce { get; init; } = 16;

    /// <summary>Takes up what has arrived and is neither finished nor at work, as far as there is room. What cannot be taken up holds up nothing else.</summary>
    /// <param name="file">Name of the zip or the marker that was heard of; empty: all, as a sweep does.</param>
    /// <param name="cancellation">Breaks off; what is left is taken up the next time.</param>
    /// <exception cref="AggregateException">Some could not be taken up; all others were.</exception>
    public Task TakeUpAsync(string file, CancellationToken cancellation) => TakeUpAsync(file, ended: null, cancellation);

    /// <summary>A run comes to its end: what waits for its place is taken up.</summary>
    /// <param name="ended">Instance of the run.</param>
    /// <param name="cancellation">Breaks off; what is left is taken up the next time.</param>
    /// <exception cref="AggregateException">Some could not be taken up; all others were.</exception>
    public async Task TakeUpNextAsync(string ended, CancellationToken cancellation)
    {
        if (await services.Storage.Work.ReadJsonAsync<UploadsWait>(Waiting, cancellation) is not null)
            await TakeUpAsync("", ended, cancellation);
    }

    /// <summary>Analyses an upload once more.</summary>
    /// <returns>Whether the upload is still there; nothing is changed where it is gone.</returns>
    public async Task<bool> RerunAsync(FinishedStudy study, CancellationToken cancellation)
    {
        if (await services.ForgetAsync(study, cancellation) is not { } upload)
            return false;
        await TakeUpAsync(upload, mayStart: true, cancellation);
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

    /// <summary>How many uploads have arrived and are not finished, at work or not.</summary>
    public async Task<int> CountUnfinishedAsync(CancellationToken cancellation) => (await ListUnfinishedAsync(cancellation)).Count;

    private async Task TakeUpAsync(string file, string? ended, CancellationToken cancellation)
    {
        // Before it is looked what waits: what somebody else leaves meanwhile is marked behind it.
        if (file.Length == 0)
            await services.Storage.Work.DeleteAsync(Waiting, cancellation);
        var due = file.Length == 0 ? await ListUnfinishedAsync(cancellation) : await services.Storage.Studies.ListAnnouncedAsync(file, cancellation);
        var (left, problems) = due.Count > 0 ? await TakeUpAsync(due, ended, cancellation) : (0, []);
        if (left > 0)
            await services.Storage.Work.WriteJsonAsync(Waiting, new UploadsWait(left), cancellation);
        if (problems.Count > 0)
            throw new AggregateException("Some uploads could not be taken up; all others were.", problems);
    }

    private async Task<List<StudyArrival>> ListUnfinishedAsync(CancellationToken cancellation)
    {
        var finished = await services.Marks.ListKeysAsync(cancellation);
        return await services.Storage.Studies.ListAsync("", cancellation).Where(arrival => !finished.Contains(arrival.Key)).ToListAsync(cancellation);
    }

    /// <returns>How many wait for a place, and what went wrong with others.</returns>
    private async Task<(int Left, List<Exception> Problems)> TakeUpAsync(List<StudyArrival> due, string? ended, CancellationToken cancellation)
    {
        var room = StudiesAtOnce - (await engine.ListAsync(cancellation)).Keys.Count(instance => instance != ended);
        var (left, problems) = (0, new List<Exception>());
        foreach (var (arrival, tried) in await services.Ledger.OrderAsync(due, cancellation))
            try
            {
                // What was never tried is neither at work nor to be given up.
                if (!tried && room <= 0)
                    left++;
                else if (await TakeUpAsync(arrival, room > 0, cancellation))
                    room--;
            }
            catch (Exception problem) when (!cancellation.IsCancellationRequested)
            {
                problems.Add(problem);
            }
        return (left, problems);
    }

    /// <returns>Whether a run was started.</returns>
    private async Task<bool> TakeUpAsync(StudyArrival arrival, bool mayStart, CancellationToken cancellation)
    {
        await using var upload = await services.Ledger.TakeUploadAsync(arrival, cancellation);
        if (upload is null)
            return false;
        if (upload.Instance is { } instance && await engine.IsRunningAsync(instance, cancellation))
            await HurryAsync(upload, instance, cancellation);
        else if (upload.IsTriedOut)
            await upload.GiveUpAsync(cancellation);
        else if (mayStart)
            return await upload.TryAsync(() => StartAsync(upload, cancellation), cancellation);
        return false;
    }

    /// <summary>The same content may lie there under two names: one run is enough for both, and the next sweep finds what it came to.</summary>
    /// <returns>Whether a run was started.</returns>
    private async Task<bool> StartAsync(UploadClaim upload, CancellationToken cancellation)
    {
        var request = await services.RequestAsync(upload.Arrival, cancellation);
        await using var lease = await services.Ledger.TakeInstanceAsync(request, cancellation);
        if (lease is not null && await services.FindEndAsync(request, null, cancellation) is { } before)
        {
            await upload.FinishAsync(before, cancellation);
            return false;
        }
        await upload.RunsAsAsync(request, cancellation);
        if (lease is null || await engine.IsRunningAsync(request.InstanceId, cancellation))
            return false;
        await engine.StartAsync(request, cancellation);
        return true;
    }

    /// <summary>Ends the run of an upload that takes too long: by a report that says so, and in the end without one.</summary>
    private async Task HurryAsync(UploadClaim upload, string instance, CancellationToken cancellation)
    {
        if (upload.Taken > 2 * TimeLimit)
        {
            await engine.TerminateAsync(instance, cancellation);
            await upload.GiveUpAsync(cancellation);
        }
        else if (upload.Taken > TimeLimit)
            await engine.StopAsync(instance, WorkflowCatalogue.TimeLimit(TimeLimit), cancellation);
    }

    /// <summary>Uploads wait for a place.</summary>
    /// <param name="Count">How many, when it was written: for people who look there.</param>
    private sealed record UploadsWait(int Count);
}
