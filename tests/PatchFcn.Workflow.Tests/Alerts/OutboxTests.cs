using System.Text;
using System.Text.Json;
using Azure;
using Azure.Messaging;
using Azure.Messaging.EventGrid;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Storage;
using PatchFcn.Workflow.Tests.Artifacts;

namespace PatchFcn.Workflow.Tests.Alerts;

/// <summary>R93: events are delivered at least once, with a stable id, in order.</summary>
public sealed class OutboxTests : IDisposable
{
    private const string Secret = "a secret that both know";

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task DeliverAsync_ReceiverFailsFiveTimes_GetsTheEventInTheEnd()
    {
        await using var receiver = new WebhookReceiver(refusals: 5);
        using var sink = new WebhookSink(receiver.Address, Secret);
        var clock = new SteppedClock();
        var outbox = new Outbox(StudyStorage.OpenFolder(_root), [sink], clock);
        await outbox.QueueAsync(Event("one", "study/a", clock), Cancellation);

        for (var i = 0; i < 6; i++, clock.Now += TimeSpan.FromMinutes(6))
            await outbox.DeliverAsync(Cancellation);
        await outbox.DeliverAsync(Cancellation);

        Assert.Equal(5, receiver.Refused);
        Assert.Equal("one", Assert.Single(receiver.Received).Id);
    }

    [Fact]
    public async Task DeliverAsync_RightAfterAFailure_WaitsBeforeItTriesAgain()
    {
        await using var receiver = new WebhookReceiver(refusals: 1);
        using var sink = new WebhookSink(receiver.Address, Secret);
        var clock = new SteppedClock();
        var outbox = new Outbox(StudyStorage.OpenFolder(_root), [sink], clock);
        await outbox.QueueAsync(Event("one", "study/a", clock), Cancellation);

        await outbox.DeliverAsync(Cancellation);
        await outbox.DeliverAsync(Cancellation);
        Assert.Empty(receiver.Received);

        clock.Now += TimeSpan.FromSeconds(1.5);
        await outbox.DeliverAsync(Cancellation);
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task DeliverAsync_FirstEventOfAStudyIsHeldUp_KeepsTheOrderOfThatStudyAlone()
    {
        await using var receiver = new WebhookReceiver(refusals: 1);
        using var sink = new WebhookSink(receiver.Address, Secret);
        var clock = new SteppedClock();
        var outbox = new Outbox(StudyStorage.OpenFolder(_root), [sink], clock);
        foreach (var (id, subject) in new[] { ("a1", "study/a"), ("a2", "study/a"), ("b1", "study/b") })
        {
            await outbox.QueueAsync(Event(id, subject, clock), Cancellation);
            clock.Now += TimeSpan.FromMilliseconds(1);
        }

        await outbox.DeliverAsync(Cancellation);
        clock.Now += TimeSpan.FromSeconds(2);
        await outbox.DeliverAsync(Cancellation);

        Assert.Equal(["b1", "a1", "a2"], receiver.Received.Select(it => it.Id));
    }

    /// <summary>R253, R93: whatever its id, it keeps its place.</summary>
    [Fact]
    public async Task QueueAsync_TheSameEventLater_WaitsOnceWhereItWas()
    {
        await using var receiver = new WebhookReceiver();
        using var sink = new WebhookSink(receiver.Address, Secret);
        var (clock, storage) = (new SteppedClock(), StudyStorage.OpenFolder(_root));
        var (outbox, first) = (new Outbox(storage, [sink], clock), clock.Now);
        foreach (var id in new[] { "z", "a", "z" })
        {
            await outbox.QueueAsync(Event(id, "study/a", clock), Cancellation);
            clock.Now += TimeSpan.FromSeconds(1);
        }

        Assert.Equal(first, (await outbox.OldestAsync(Cancellation))!.QueuedUtc);
        Assert.Equal(2, await outbox.DeliverAsync(Cancellation));
        Assert.Equal(["z", "a"], receiver.Received.Select(it => it.Id));
        Assert.Null(await outbox.OldestAsync(Cancellation));
    }

    /// <summary>R93: hosts of earlier versions named the files by time and id.</summary>
    [Fact]
    public async Task DeliverAsync_QueuedByAnEarlierVersion_IsDeliveredInOrder()
    {
        await using var receiver = new WebhookReceiver();
        using var sink = new WebhookSink(receiver.Address, Secret);
        var (clock, storage) = (new SteppedClock(), StudyStorage.OpenFolder(_root));
        var outbox = new Outbox(storage, [sink], clock);
        await outbox.QueueAsync(Event("one", "study/a", clock), Cancellation);
        var queue = Path.Combine(_root, "results", "_outbox", sink.Name);
        File.Move(Path.Combine(queue, "one.json"), Path.Combine(queue, $"{clock.Now.UtcTicks:D19}-one.json"));
        clock.Now += TimeSpan.FromSeconds(1);
        await outbox.QueueAsync(Event("0", "study/a", clock), Cancellation);

        await outbox.DeliverAsync(Cancellation);

        Assert.Equal(["one", "0"], receiver.Received.Select(it => it.Id));
    }

    [Fact]
    public async Task DeliverAsync_HeartbeatIsRefused_IsNotSentLate()
    {
        await using var receiver = new WebhookReceiver(refusals: 1);
        using var sink = new WebhookSink(receiver.Address, Secret);
        var clock = new SteppedClock();
        var outbox = new Outbox(StudyStorage.OpenFolder(_root), [sink], clock);
        await outbox.QueueAsync(Event("beat", "host/a", clock, StudyAlerts.HeartbeatType), Cancellation);

        await outbox.DeliverAsync(Cancellation);
        clock.Now += TimeSpan.FromMinutes(6);

        Assert.Equal(0, await outbox.DeliverAsync(Cancellation));
        Assert.Equal(1, receiver.Refused);
    }

    /// <summary>R184, R93: a topic out of reach is one that refuses: events wait longer and longer, heartbeats do not pile up.</summary>
    [Fact]
    public async Task DeliverAsync_TopicOutOfReach_KeepsTheEventForLaterAndNoHeartbeat()
    {
        var options = new EventGridPublisherClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1) } };
        var sink = new EventGridSink(new EventGridPublisherClient(new Uri($"https://127.0.0.1:{Ports.Free()}/api/events"), new AzureKeyCredential("key"), options));
        var (clock, storage) = (new SteppedClock(), StudyStorage.OpenFolder(_root));
        var outbox = new Outbox(storage, [sink], clock);
        await outbox.QueueAsync(Event("beat", "host/a", clock, StudyAlerts.HeartbeatType), Cancellation);
        await outbox.QueueAsync(Event("one", "study/a", clock), Cancellation);

        Assert.Equal(0, await outbox.DeliverAsync(Cancellation));

        var left = await storage.Results.ListAsync("_outbox", Cancellation).SingleAsync(Cancellation);
        await using var entry = await storage.Results.OpenReadAsync(left.Path, Cancellation);
        var queued = await JsonDocument.ParseAsync(entry, cancellationToken: Cancellation);
        Assert.EndsWith("/one.json", left.Path, StringComparison.Ordinal);
        Assert.Equal(1, queued.RootElement.GetProperty("attempts").GetInt32());
    }

    /// <summary>R345: the address of the webhook was wrong, and the host was started again with the right one.</summary>
    [Fact]
    public async Task TakeOverAsync_SinkThatIsGone_ItsEventsGoToThoseThatAreThere()
    {
        await using var receiver = new WebhookReceiver();
        using var right = new WebhookSink(receiver.Address, Secret);
        using var wrong = new WebhookSink(new Uri($"http://127.0.0.1:{Ports.Free()}/evnts"), Secret);
        var (clock, storage) = (new SteppedClock(), StudyStorage.OpenFolder(_root));
        var before = new Outbox(storage, [wrong], clock);
        await before.QueueAsync(Event("one", "study/a", clock), Cancellation);
        await before.DeliverAsync(Cancellation);
        var after = new Outbox(storage, [right], clock);

        await after.TakeOverAsync(Cancellation);
        Assert.Equal(0, await after.DeliverAsync(Cancellation)); // a host of before may still be about it
        Assert.NotNull(await after.OldestAsync(Cancellation));
        clock.Now += TimeSpan.FromMinutes(20);
        await after.TakeOverAsync(Cancellation);
        await after.DeliverAsync(Cancellation);

        Assert.Equal("one", Assert.Single(receiver.Received).Id);
        Assert.Null(await after.OldestAsync(Cancellation));
    }

    /// <summary>R384: a host looks again when its own event is due, not when its time to look has come.</summary>
    [Fact]
    public async Task WaitAsync_EventWasRefused_EndsWhenItIsDue()
    {
        await using var receiver = new WebhookReceiver(refusals: 1);
        using var sink = new WebhookSink(receiver.Address, Secret);
        var outbox = new Outbox(StudyStorage.OpenFolder(_root), [sink], TimeProvider.System);
        await outbox.QueueAsync(Event("one", "study/a", TimeProvider.System), Cancellation);
        var queue = Assert.Single(outbox.Queues);
        await queue.WaitAsync(TimeSpan.FromDays(1), Cancellation);
        Assert.Equal(0, await queue.DeliverAsync(Cancellation));

        await queue.WaitAsync(TimeSpan.FromDays(1), Cancellation);

        Assert.Equal(1, await queue.DeliverAsync(Cancellation));
    }

    /// <summary>R384: what was queued while another host delivered may have come too late for that.</summary>
    [Fact]
    public async Task WaitAsync_AnotherHostDelivers_EndsSoon()
    {
        await using var receiver = new WebhookReceiver();
        using var sink = new WebhookSink(receiver.Address, Secret);
        var storage = StudyStorage.OpenFolder(_root);
        var outbox = new Outbox(storage, [sink], TimeProvider.System);
        await outbox.QueueAsync(Event("one", "study/a", TimeProvider.System), Cancellation);
        var queue = Assert.Single(outbox.Queues);
        await queue.WaitAsync(TimeSpan.FromDays(1), Cancellation);
        await using (await storage.Leases.TryTakeAsync("outbox-" + sink.Name, Cancellation))
            Assert.Equal(0, await queue.DeliverAsync(Cancellation));

        await queue.WaitAsync(TimeSpan.FromDays(1), Cancellation);

        Assert.Equal(1, await queue.DeliverAsync(Cancellation));
    }

    [Fact]
    public async Task SendAsync_CancelledByTheHost_IsNoRefusal()
    {
        var sink = new EventGridSink(new EventGridPublisherClient(new Uri("https://127.0.0.1/api/events"), new AzureKeyCredential("key")));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sink.SendAsync(Event("one", "study/a", new SteppedClock()), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task DeliverAsync_AfterTheHostDied_AnotherDeliversWhatWaits()
    {
        await using var receiver = new WebhookReceiver();
        using var sink = new WebhookSink(receiver.Address, null);
        var clock = new SteppedClock();
        await new Outbox(StudyStorage.OpenFolder(_root), [sink], clock).QueueAsync(Event("one", "study/a", clock), Cancellation);

        await new Outbox(StudyStorage.OpenFolder(_root), [sink], clock).DeliverAsync(Cancellation);

        Assert.Null(Assert.Single(receiver.Received).Signature);
    }

    [Fact]
    public async Task SendAsync_WithASecret_IsSignedOverTimestampAndBody()
    {
        await using var receiver = new WebhookReceiver();
        using var sink = new WebhookSink(receiver.Address, Secret);

        await sink.SendAsync(Event("one", "study/a", new SteppedClock()), Cancellation);

        var received = Assert.Single(receiver.Received);
        Assert.True(WebhookSignature.Verify(Encoding.UTF8.GetBytes(Secret), received.Timestamp, received.Body, received.Signature, received.At));
        Assert.False(WebhookSignature.Verify(Encoding.UTF8.GetBytes("another"), received.Timestamp, received.Body, received.Signature, received.At));
        Assert.Equal("1.0", received.Json.GetProperty("specversion").GetString());
    }

    /// <summary>R281: what was sent is not sent again, and what waits behind it goes out.</summary>
    [Fact]
    public async Task DeliverAsync_AuditLogCannotBeWritten_SendsEveryEventOnceAndSaysSo()
    {
        await using var receiver = new WebhookReceiver();
        using var sink = new WebhookSink(receiver.Address, Secret);
        var (clock, folder) = (new SteppedClock(), StudyStorage.OpenFolder(_root));
        var store = new WatchedStore(folder.Results);
        store.Refuse("_audit");
        var outbox = new Outbox(folder with { Results = store }, [sink], clock, new AuditLog(store, "host", clock));
        foreach (var id in new[] { "a", "b" })
        {
            await outbox.QueueAsync(Event(id, "study/" + id, clock), Cancellation);
            clock.Now += TimeSpan.FromSeconds(1);
        }

        await Assert.ThrowsAsync<AggregateException>(() => outbox.DeliverAsync(Cancellation));
        Assert.Equal(0, await outbox.DeliverAsync(Cancellation));

        Assert.Equal(["a", "b"], receiver.Received.Select(it => it.Id));
    }

    private static CloudEvent Event(string id, string subject, TimeProvider clock, string type = "test") =>
        new("urn:test", type, new BinaryData("{}"), "application/json", CloudEventDataFormat.Json) { Id = id, Subject = subject, Time = clock.GetUtcNow() };

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
