using System.Net;
using System.Text.Json;

namespace PatchFcn.Testing;

/// <summary>Somebody who takes events over HTTP, and refuses the first few.</summary>
/// <param name="refusals">How many requests it refuses before it takes one.</param>
public sealed class WebhookReceiver(int refusals = 0) : LoopbackReceiver("events")
{
    private readonly List<ReceivedEvent> _received = [];

    /// <summary>Requests that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Events that were taken, in the order in which they came.</summary>
    public IReadOnlyList<ReceivedEvent> Received
    {
        get
        {
            lock (_received)
                return [.. _received];
        }
    }

    protected override void Answer(HttpListenerRequest request, byte[] body, HttpListenerResponse response)
    {
        if (Refused < refusals)
        {
            Refused++;
            response.StatusCode = 503;
            return;
        }
        lock (_received)
            _received.Add(new ReceivedEvent(body, request.Headers["X-PatchFcn-Timestamp"], request.Headers["X-PatchFcn-Signature"]));
    }
}

/// <summary>An event as it came.</summary>
public sealed record ReceivedEvent(byte[] Body, string? Timestamp, string? Signature)
{
    /// <summary>When it came.</summary>
    public DateTimeOffset At { get; } = DateTimeOffset.UtcNow;

    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    public string Id => Json.GetProperty("id").GetString()!;

    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Data => Json.GetProperty("data");
}
