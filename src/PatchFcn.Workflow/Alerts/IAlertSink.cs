using Azure.Messaging;

namespace PatchFcn.Workflow.Alerts;

/// <summary>Somebody who is to know.</summary>
public interface IAlertSink
{
    /// <summary>Name of the sink, made of <c>[A-Za-z0-9._-]</c>; its events wait under this name.</summary>
    string Name { get; }

    /// <summary>Delivers an event.</summary>
    /// <exception cref="AlertDeliveryException">It was not taken; it is tried again later.</exception>
    Task SendAsync(CloudEvent alert, CancellationToken cancellation);
}

/// <summary>An event was not taken.</summary>
/// <param name="message">Why, by host name and status alone: <c>/health</c> shows it, so neither the content of the event nor the rest of the address is in it.</param>
/// <param name="cause">What was thrown below.</param>
public sealed class AlertDeliveryException(string message, Exception? cause = null) : Exception(message, cause);
