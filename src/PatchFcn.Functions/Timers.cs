using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Functions;

/// <summary>What the app does by the clock.</summary>
/// <param name="chores">What every host does.</param>
/// <param name="dispatchers">Take up uploads.</param>
/// <param name="options">Settings of the app.</param>
public sealed class Timers(HostChores chores, DispatcherFactory dispatchers, AppOptions options)
{
    /// <summary>Says that the app lives, that its model scores as it did at first, and that events are delivered; operators are alarmed by its silence, and by its failure.</summary>
    [Function("Heartbeat")]
    public async Task BeatAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        await chores.TestModelAsync(cancellation);
        await chores.BeatAsync(await dispatchers.For(client).CountUnfinishedAsync(cancellation), cancellation);
        await chores.CheckDeliveryAsync(cancellation);
    }

    /// <summary>Takes up uploads whose event was lost or whose run broke off.</summary>
    [Function("Sweep")]
    public Task SweepAsync([TimerTrigger("30 1-59/5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        dispatchers.For(client).TakeUpAsync("", cancellation);

    /// <summary>Deletes what broken runs have left behind, and old history.</summary>
    [Function("Purge")]
    public async Task PurgeAsync([TimerTrigger("0 17 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        await chores.PurgeAsync(options.KeepWork, cancellation);
        await new DurableEngine(client).PurgeAsync(DateTimeOffset.UtcNow - options.KeepHistory, cancellation);
    }
}
