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

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync("deliver events", services.Outbox.DeliverAsync, stoppingToken);
            await TryAsync("tell again of findings", services.Alerts.EscalateAsync, stoppingToken);
            await services.Outbox.WaitAsync(Pause, stoppingToken);
        }
    }

    private async Task TryAsync(string what, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(cancellation);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            log.LogError("Could not {What}, it is tried again: {Problem}", what, problem.GetType().Name);
        }
    }
}
