using System.Net;
using System.Text.Json;

namespace PatchFcn.Testing;

/// <summary>Somebody who takes events over HTTP, and refuses the first few.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _work;
    private readonly List<ReceivedEvent> _received = [];
    private int _refusals;

    /// <param name="refusals">How many requests it refuses before it takes one.</param>
    public WebhookReceiver(int refusals = 0)
    {
        _refusals = refusals;
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}/events/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _work = ReceiveAsync();
    }

    /// <summary>Where events are to be posted.</summary>
    public Uri Address { get; }

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

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _work;
        _listener.Close();
    }

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The sender was killed in the middle, or the receiver has been stopped.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        context.Request.InputStream.CopyTo(body);
        if (_refusals > 0)
        {
            _refusals--;
            Refused++;
            context.Response.StatusCode = 503;
        }
        else
        {
            lock (_received)
                _received.Add(new ReceivedEvent(body.ToArray(), context.Request.Headers["X-PatchFcn-Timestamp"], context.Request.Headers["X-PatchFcn-Signature"]));
        }
        context.Response.Close();
    }
}

/// <summary>An event as it came.</summary>
public sealed record ReceivedEvent(byte[] Body, string? Timestamp, string? Signature)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    public string Id => Json.GetProperty("id").GetString()!;

    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Data => Json.GetProperty("data");
}
