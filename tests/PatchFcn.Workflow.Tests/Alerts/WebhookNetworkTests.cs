using System.Net;
using System.Net.Sockets;
using Azure.Messaging;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;

namespace PatchFcn.Workflow.Tests.Alerts;

/// <summary>R165: events are posted to public addresses, this machine and named networks, and nowhere else.</summary>
public sealed class WebhookNetworkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://10.1.2.3/hook")]
    [InlineData("http://192.168.7.12/hook")]
    [InlineData("http://172.16.0.1/hook")]
    [InlineData("http://169.254.169.254/metadata/identity/oauth2/token")]
    [InlineData("http://[fd00::1]/hook")]
    [InlineData("http://[::ffff:10.1.2.3]/hook")]
    public async Task SendAsync_PrivateAddress_IsRefusedBeforeConnecting(string address)
    {
        using var sink = new WebhookSink(new Uri(address), null);

        var problem = await Assert.ThrowsAsync<AlertDeliveryException>(() => sink.SendAsync(Event(), Cancellation));

        Assert.Contains("--webhook-network", problem.Message, StringComparison.Ordinal);
        Assert.Contains("PatchFcn__WebhookNetworks__0", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever goes wrong on the way, the event is kept and tried again.</summary>
    [Theory]
    [InlineData("http://0.0.0.0/hook")]
    [InlineData("http://nowhere.invalid/hook")]
    [InlineData("http://127.0.0.1:9/hook")]
    public async Task SendAsync_NobodyThere_IsAFailedDelivery(string address)
    {
        using var sink = new WebhookSink(new Uri(address), null);

        var problem = await Assert.ThrowsAsync<AlertDeliveryException>(() => sink.SendAsync(Event(), Cancellation));

        Assert.Contains("is out of reach", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>R287: its status is all that counts.</summary>
    [Fact]
    public async Task SendAsync_AnswerWithoutEnd_IsNotReadAndTheEventIsDelivered()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var sink = new WebhookSink(new Uri($"http://{listener.LocalEndpoint}/hook"), null);

        var sending = sink.SendAsync(Event(), Cancellation);
        using var receiver = await listener.AcceptSocketAsync(Cancellation);
        await receiver.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 3000000000\r\n\r\nmuch"u8.ToArray());

        await sending;
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task SendAsync_ThisMachine_IsDelivered(string host)
    {
        await using var receiver = new WebhookReceiver();
        using var sink = new WebhookSink(new UriBuilder(receiver.Address) { Host = host }.Uri, null);

        try
        {
            await sink.SendAsync(Event(), Cancellation);
        }
        catch (AlertDeliveryException problem) when (host == "localhost")
        {
            // The receiver knows itself as 127.0.0.1 only, and says so to whoever asks for another name; it was reached.
            Assert.Contains("answered 4", problem.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task SendAsync_NamedNetwork_IsTried()
    {
        using var sink = new WebhookSink(new Uri("http://192.0.2.1:9/hook"), null, ["192.0.2.0/24"]);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        soon.CancelAfter(TimeSpan.FromMilliseconds(300));

        var problem = await Assert.ThrowsAnyAsync<Exception>(() => sink.SendAsync(Event(), soon.Token));

        Assert.DoesNotContain("--webhook-network", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_NetworkThatIsNone_Throws() => Assert.Throws<ArgumentException>(() => new WebhookSink(new Uri("http://127.0.0.1/"), null, ["10.1.2.0/64x"]));

    private static CloudEvent Event() => new("urn:test", "patchfcn.test", new BinaryData("{}"), "application/json", CloudEventDataFormat.Json);
}
