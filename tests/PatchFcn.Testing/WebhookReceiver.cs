using System.Net;
using System.Text.Json;

namespace PatchFcn.Testing;

/// <summary>Somebody who takes events over HTTP, and refuses the first few.</summary>
/// <param name="refusals">How many requests it refuses before it takes one.</param>
/// <param name="isGenuine">Whether the signature of a request is right; others are answered 401. Null: it does not look.</param>
public sealed class WebhookReceiver(int refusals = 0, Predicate<ReceivedEvent>? isGenuine = null) : LoopbackReceiver("events")
{
    private readonly List<ReceivedEvent> _received = [];
    private readonly List<ReceivedEvent> _refused = [];

    /// <summary>Requests that were refused.</summary>
    public int Refused => RefusedEvents.Count;

    /// <summary>Requests whose signature was wrong.</summary>
    public int Forged { get; private set; }

    /// <summary>Events that were refused, in the order in which they came.</summary>
    public IReadOnlyList<ReceivedEvent> RefusedEvents
    {
        get
        {
            lock (_refused)
                return [.. _refused];
        }
    }

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
        var came = new ReceivedEvent(body, request.Headers["X-PatchFcn-Timestamp"], request.Headers["X-PatchFcn-Signature"]);
        if (isGenuine?.Invoke(came) == false)
        {
            Forged++;
            response.StatusCode = 401;
            return;
        }
        if (Refused < refusals)
        {
            lock (_refused)
                _refused.Add(came);
            response.StatusCode = 503;
            return;
        }
        lock (_received)
            _received.Add(came);
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
