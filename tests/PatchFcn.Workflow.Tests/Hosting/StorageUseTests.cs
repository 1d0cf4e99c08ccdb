using Azure.Messaging;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Storage;
using PatchFcn.Workflow.Tests.Artifacts;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R384: what a host asks of its storage while it has nothing to do.</summary>
public sealed class StorageUseTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_NothingToDo_ListsEventsAndOpenFindingsAtTheStartAndForItsHeartbeat()
    {
        await using var receiver = new WebhookReceiver();
        var storage = StudyStorage.OpenFolder(_root);
        var results = new WatchedStore(storage.Results);
        await using var hosted = new HostedStudies(
            storage with { Results = results }, receiver, HostedStudies.Allowed with { EscalateAfter = TimeSpan.FromHours(1) }, poll: TimeSpan.FromMilliseconds(1), sweep: TimeSpan.FromDays(1));
        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Count > 0), "It does not say that it lives.");

        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);

        Assert.Single(results.Listed, "_open");
        Assert.InRange(results.Listed.Count(folder => folder.StartsWith("_outbox/", StringComparison.Ordinal)), 1, 2);
    }

    [Fact]
    public async Task RunAsync_AnotherHostLeftAnEvent_IsDelivered()
    {
        await using var receiver = new WebhookReceiver();
        var storage = StudyStorage.OpenFolder(_root);
        await using var hosted = new HostedStudies(storage, receiver);
        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Count > 0), "It does not say that it lives.");
        using var sink = new WebhookSink(receiver.Address, null);
        var left = new CloudEvent("urn:test", "left", new BinaryData("{}"), "application/json", CloudEventDataFormat.Json) { Id = "left", Subject = "study/a", Time = DateTimeOffset.UtcNow };

        await new Outbox(storage, [sink], TimeProvider.System).QueueAsync(left, Cancellation);

        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Any(it => it.Id == "left")), "The event stays where it is.");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
