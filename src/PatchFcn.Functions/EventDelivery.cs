using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Functions;

/// <summary>Delivers events as soon as they are queued here, tries again those that were refused, and tells again of findings that nobody has acknowledged.</summary>
/// <param name="services">What the host is made of.</param>
/// <param name="log">Where failures are told.</param>
public sealed class EventDelivery(StudyServices services, ILogger<EventDelivery> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>What is handed over has waited for a quarter of an hour: a minute more is nothing, and each look lists all that waits.</summary>
    private static readonly TimeSpan HandingOver = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
    [
        .. services.Outbox.Queues.Select(queue => EveryAsync("deliver events", queue.DeliverAsync, () => queue.WaitAsync(Pause, stoppingToken), stoppingToken)),
        EveryAsync("hand events over", services.Outbox.TakeOverAsync, () => Task.Delay(HandingOver, stoppingToken), stoppingToken),
        EveryAsync("tell again of findings", services.Alerts.EscalateAsync, () => Task.Delay(Pause, stoppingToken), stoppingToken),
    ]);

    private async Task EveryAsync(string what, Func<CancellationToken, Task> work, Func<Task> pause, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await work(cancellation);
            }
            catch (Exception problem) when (!cancellation.IsCancellationRequested)
            {
                log.LogError("Could not {What}, it is tried again: {Problem}", what, problem.GetType().Name);
            }
            await pause();
        }
    }
}
