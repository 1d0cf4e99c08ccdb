using PatchFcn.Workflow.Alerts;

namespace PatchFcn.Workflow.Hosting;

/// <summary>What every host does beside analysing studies.</summary>
/// <param name="services">What the host is made of.</param>
/// <param name="host">Name of the host in heartbeats.</param>
public sealed class HostChores(StudyServices services, string host)
{
    /// <summary>Makes sure that the model scores as it did when it was first started on this storage.</summary>
    /// <exception cref="InvalidOperationException">It does not; the message says so.</exception>
    public async Task TestModelAsync(CancellationToken cancellation)
    {
        if (await new SelfTest(services.Model, services.Settings, services.Storage.Results).RunAsync(cancellation) is { } problem)
            throw new InvalidOperationException(problem);
    }

    /// <summary>Says that the host lives.</summary>
    /// <param name="waiting">Studies that have arrived and are not finished.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task BeatAsync(int waiting, CancellationToken cancellation) =>
        services.Alerts.BeatAsync(new HeartbeatData(host, SoftwareVersion.Current, waiting, services.Finished), cancellation);

    /// <summary>Makes sure that events reach whoever is to know.</summary>
    /// <exception cref="InvalidOperationException">One has been waiting for too long; the message says why it was refused.</exception>
    public async Task CheckDeliveryAsync(CancellationToken cancellation)
    {
        if ((await services.Outbox.OldestAsync(cancellation))?.ProblemAt(services.Clock.GetUtcNow()) is { } problem)
            throw new InvalidOperationException(problem);
    }

    /// <summary>Deletes what a run or a host that broke off has left behind: intermediate artifacts, halves of files, notes of attempts, leases that nobody has.</summary>
    /// <param name="age">How old they are at least.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task PurgeAsync(TimeSpan age, CancellationToken cancellation)
    {
        var limit = services.Clock.GetUtcNow() - age;
        foreach (var work in new[] { services.Storage.Work, services.Storage.SharedWork }.Distinct())
        {
            await foreach (var artifact in work.ListAsync("", cancellation))
                if (artifact.ModifiedUtc < limit && !artifact.Path.StartsWith('_'))
                    await work.DeleteAsync(artifact.Path, cancellation);
            await work.TidyUpAsync(limit, cancellation);
        }
        await services.Storage.Results.TidyUpAsync(limit, cancellation);
        await services.Ledger.TidyUpAsync(limit, cancellation);
        await services.Storage.Leases.TidyUpAsync(limit, cancellation);
    }
}
