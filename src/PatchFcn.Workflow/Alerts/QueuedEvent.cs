using Azure.Messaging;

namespace PatchFcn.Workflow.Alerts;

/// <summary>An event that waits.</summary>
/// <param name="Event">The CloudEvent as JSON.</param>
/// <param name="Attempts">How often it was refused.</param>
/// <param name="NotBefore">When it is tried next.</param>
internal sealed record QueuedEvent(string Event, int Attempts, DateTimeOffset NotBefore)
{
    /// <summary>Whether it is the first word about a run.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Why it was refused last; null where it was not.</summary>
    public string? LastProblem { get; init; }

    public CloudEvent ToAlert() => CloudEvent.Parse(BinaryData.FromString(Event))!;
}
