using Azure;
using Azure.Messaging;
using Azure.Messaging.EventGrid;

namespace PatchFcn.Workflow.Alerts;

/// <summary>Publishes events to an Event Grid topic that takes CloudEvents 1.0.</summary>
/// <param name="topic">The topic.</param>
public sealed class EventGridSink(EventGridPublisherClient topic) : IAlertSink
{
    /// <inheritdoc/>
    public string Name => "event-grid";

    /// <inheritdoc/>
    public async Task SendAsync(CloudEvent alert, CancellationToken cancellation)
    {
        try
        {
            await topic.SendEventAsync(alert, cancellation);
        }
        catch (RequestFailedException problem)
        {
            throw new AlertDeliveryException($"Event Grid answered {problem.Status} {problem.ErrorCode}.", problem);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            // Without an answer at any attempt, or without a sign-in.
            throw new AlertDeliveryException($"Event Grid is out of reach: {problem.GetType().Name}.", problem);
        }
    }
}
