using PatchFcn.Testing;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;
using PatchFcn.Workflow.Tests.Sources;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>What a host takes up, and when.</summary>
public sealed class StudyIntakeTests(PhantomStudy study) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>R334: while uploads wait, a host looks for the next when a study ends, and not when its time has come.</summary>
    [Fact]
    public async Task RunAsync_UploadsWait_EachFollowsTheOneBeforeAtOnce()
    {
        await using var receiver = new WebhookReceiver();
        var storage = StudyStorage.OpenFolder(_root);
        foreach (var name in (string[])["a", "b", "c"])
            HostedStudies.Upload(_root, $"{name}.zip", HostedStudies.Zip(study.Folder, name));

        await using var hosted = new HostedStudies(storage, receiver, poll: TimeSpan.FromDays(1));

        Assert.Equal(3, (await hosted.FinishedAsync(3)).Count);
    }

    /// <summary>R371: while there is no room, the inbox is not listed at every poll.</summary>
    [Fact]
    public async Task RunAsync_NoRoom_DoesNotListTheInboxAtEveryPoll()
    {
        await using var receiver = new WebhookReceiver();
        var storage = StudyStorage.OpenFolder(_root);
        var inbox = new HeldInbox(storage.Studies);
        foreach (var name in (string[])["a", "b"])
            HostedStudies.Upload(_root, $"{name}.zip", HostedStudies.Zip(study.Folder, name));
        await using var hosted = new HostedStudies(storage with { Studies = inbox }, receiver, poll: TimeSpan.FromMilliseconds(1));
        await HostedStudies.UntilAsync(() => Task.FromResult(inbox.IsAskedFor), "Nothing was taken up.");
        var before = inbox.Listings;

        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);

        Assert.InRange(inbox.Listings - before, 0, 2);
        inbox.LetGo();
        Assert.Equal(2, (await hosted.FinishedAsync(2)).Count);
    }

    /// <summary>R383: what waits is worked off from one listing.</summary>
    [Fact]
    public async Task RunAsync_UploadsWait_AreTakenUpFromOneListing()
    {
        await using var receiver = new WebhookReceiver();
        var storage = StudyStorage.OpenFolder(_root);
        var inbox = new HeldInbox(storage.Studies);
        foreach (var name in (string[])["a", "b", "c", "d", "e"])
            HostedStudies.Upload(_root, $"{name}.zip", HostedStudies.Zip(study.Folder, name));
        inbox.LetGo();

        await using var hosted = new HostedStudies(storage with { Studies = inbox }, receiver, sweep: TimeSpan.FromDays(1));

        Assert.Equal(5, (await hosted.FinishedAsync(5)).Count);
        // With room again, it lists at every poll.
        await HostedStudies.UntilAsync(() => Task.FromResult(inbox.Listings > 2), "New uploads are not looked for.");
        Assert.InRange(inbox.ListingsAtLastOpening, 1, 2); // one may be of the tidying up
    }

    /// <summary>R383, R97: an upload that another host has finished since it was listed is not taken up.</summary>
    [Fact]
    public async Task RunAsync_AnotherHostFinishedWhatWaits_LeavesItAlone()
    {
        await using var receiver = new WebhookReceiver();
        var storage = StudyStorage.OpenFolder(_root);
        var inbox = new HeldInbox(storage.Studies);
        foreach (var name in (string[])["a", "b"])
            HostedStudies.Upload(_root, $"{name}.zip", HostedStudies.Zip(study.Folder, name));
        await using var held = new HostedStudies(storage with { Studies = inbox }, receiver, sweep: TimeSpan.FromDays(1));
        await HostedStudies.UntilAsync(() => Task.FromResult(inbox.IsAskedFor && held.Host.Waiting.Count == 1), "Nothing was taken up.");
        await using (var other = new HostedStudies(storage, receiver))
            await other.FinishedAsync(1);
        inbox.LetGo();

        await held.FinishedAsync(2);
        await HostedStudies.UntilAsync(() => Task.FromResult(held.Host.Running.Count == 0 && held.Host.Waiting.Count == 0), "It does not come to rest.");

        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Count(it => it.Type == "patchfcn.study.analyzed") >= 2), "Not all ends were told.");
        Assert.Equal((1, 1), (inbox.Openings, held.Services.Finished));
        Assert.Equal(2, receiver.Received.Count(it => it.Type == "patchfcn.study.analyzed"));
    }

    /// <summary>R168, R169.</summary>
    [Fact]
    public async Task RunAsync_DiskNearlyFull_TakesNothingUpAndSaysSo()
    {
        await using var receiver = new WebhookReceiver();
        var storage = StudyStorage.OpenFolder(_root);
        HostedStudies.Upload(_root, "a.zip", HostedStudies.Zip(study.Folder, "1"));
        var arrival = await storage.Studies.ListAsync("", Cancellation).SingleAsync(Cancellation);
        await using var hosted = new HostedStudies(storage with { FreeBytes = () => 1000 }, receiver);

        await HostedStudies.UntilAsync(() => Task.FromResult(hosted.Problems.Count > 0), "Nothing was said.");

        Assert.Contains("1 studies wait", hosted.Problems[0], StringComparison.Ordinal);
        Assert.Equal((1, true, arrival.ArrivedUtc), (hosted.Host.Waiting.Count, hosted.Host.Waiting.LacksSpace, hosted.Host.Waiting.OldestUtc));
        Assert.Contains("The disk is nearly full: no study is taken up.", (await new HostHealth(hosted.Services, hosted.Host).CheckAsync(Cancellation)).Problems);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
