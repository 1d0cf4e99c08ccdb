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
            try
            {
                await services.Outbox.DeliverAsync(stoppingToken);
                await services.Alerts.EscalateAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError("Events could not be delivered, it is tried again: {Problem}", problem.GetType().Name);
            }
            await services.Outbox.WaitAsync(Pause, stoppingToken);
        }
    }
}
