using PatchFcn.Testing;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;
using PatchFcn.Workflow.Tests.Sources;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R189 and R260: a finished study is analysed once more, whatever else the hosts are doing, and a rerun without an upload changes nothing.</summary>
public sealed class RerunTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly PhantomStudy _study;
    private readonly StudyStorage _storage;

    public RerunTests(PhantomStudy study) => (_study, _storage) = (study, StudyStorage.OpenFolder(_root));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task RerunAsync_FinishedStudy_ComesToTheSameResult()
    {
        await using var receiver = new WebhookReceiver();
        await using var hosted = new HostedStudies(_storage, receiver);
        HostedStudies.Upload(_root, "a.zip", HostedStudies.Zip(_study.Folder, "1"));
        var first = (await hosted.FinishedAsync(1))[0];

        Assert.True(await hosted.Host.RerunAsync(first, Cancellation));
        await HostedStudies.UntilAsync(async () => (await hosted.Services.Marks.ListAsync(Cancellation)).Any(it => it.Study.FinishedUtc > first.FinishedUtc), "It was not analysed again.");

        Assert.Equal(first, (await hosted.FinishedAsync(1))[0] with { FinishedUtc = first.FinishedUtc, ToldUtc = first.ToldUtc });
    }

    /// <summary>R260: the look has read the marks before the rerun forgets one of them.</summary>
    [Fact]
    public async Task RerunAsync_WhileTheHostLooksForUploads_RunsAgain()
    {
        await using var receiver = new WebhookReceiver();
        HostedStudies.Upload(_root, "a.zip", HostedStudies.Zip(_study.Folder, "1"));
        HostedStudies.Upload(_root, "b.zip", HostedStudies.Zip(_study.Folder, "2"));
        await using (var before = new HostedStudies(_storage, receiver))
            await before.FinishedAsync(2);
        var inbox = new HookedInbox(_storage.Studies);
        var ready = new TaskCompletionSource<HostedStudies>();
        FinishedStudy? first = null;
        inbox.Hook("b.zip", async () =>
        {
            var hosted = await ready.Task;
            var upload = await _storage.Studies.ListAsync("b.zip", Cancellation).SingleAsync(Cancellation);
            first = await hosted.Services.Marks.FindUploadAsync(upload.Key, Cancellation);
            await hosted.Host.RerunAsync(first!, Cancellation);
        });

        await using var hosted = new HostedStudies(_storage with { Studies = inbox }, receiver);
        ready.SetResult(hosted);

        await HostedStudies.UntilAsync(
            async () => (await hosted.Services.Marks.ListAsync(Cancellation)).Any(it => it.Study.Instance == first?.Instance && it.Study.FinishedUtc > first.FinishedUtc), "It was not analysed again.");
    }

    /// <summary>R260: another host was asked for the rerun, and died.</summary>
    [Fact]
    public async Task RunAsync_FinishedStudyIsForgottenByAnotherHost_RunsAgain()
    {
        await using var receiver = new WebhookReceiver();
        var clock = new SetClock();
        await using var hosted = new HostedStudies(_storage, receiver, clock: clock);
        HostedStudies.Upload(_root, "a.zip", HostedStudies.Zip(_study.Folder, "1"));
        clock.Advance(TimeSpan.FromMinutes(1));
        var first = (await hosted.FinishedAsync(1))[0];
        await Task.Delay(500, Cancellation); // some looks, which hold it to be finished

        await hosted.Services.ForgetAsync(first, Cancellation);
        clock.Advance(TimeSpan.FromMinutes(2));

        await HostedStudies.UntilAsync(async () => (await hosted.Services.Marks.ListAsync(Cancellation)).Any(it => it.Study.FinishedUtc > first.FinishedUtc), "It was not analysed again.");
    }

    /// <summary>R189, from either host.</summary>
    [Fact]
    public async Task RerunAsync_UploadIsGone_LeavesTheStudyInTheList()
    {
        await using var receiver = new WebhookReceiver();
        await using var hosted = new HostedStudies(_storage, receiver);
        HostedStudies.Upload(_root, "a.zip", HostedStudies.Zip(_study.Folder, "1"));
        var first = (await hosted.FinishedAsync(1))[0];
        File.Delete(Path.Combine(_root, "studies", "a.zip"));

        Assert.False(await hosted.Host.RerunAsync(first, Cancellation));
        Assert.False(await new StudyDispatcher(hosted.Services, new KeptRuns(hosted.Services)).RerunAsync(first, Cancellation));

        Assert.Equal(first, Assert.Single(await new StudyApi(hosted.Services).ListAsync(Cancellation)).Run);
        Assert.Equal(first, await hosted.Services.Marks.FindInstanceAsync(first.Instance, Cancellation));
    }

    /// <summary>R189: what the refusal says to do helps.</summary>
    [Fact]
    public async Task RerunAsync_UploadCameBackUnderAnotherName_RunsAgain()
    {
        await using var receiver = new WebhookReceiver();
        await using var hosted = new HostedStudies(_storage, receiver);
        HostedStudies.Upload(_root, "a.zip", HostedStudies.Zip(_study.Folder, "1"));
        var first = (await hosted.FinishedAsync(1))[0];
        var gone = await _storage.Studies.ListAsync("", Cancellation).SingleAsync(Cancellation);
        var name = Enumerable.Range(0, 100).Select(i => $"{i}.zip").First(it => string.CompareOrdinal((gone with { Name = it }).Key, gone.Key) > 0); // the mark of the one that is gone stays the first
        File.Move(Path.Combine(_root, "studies", "a.zip"), Path.Combine(_root, "studies", name));
        await hosted.FinishedAsync(2);

        Assert.True(await hosted.Host.RerunAsync(first, Cancellation));

        await HostedStudies.UntilAsync(
            async () => (await new StudyApi(hosted.Services).ListAsync(Cancellation)).Any(it => it.Run.FinishedUtc > first.FinishedUtc), "It was not analysed again.");
    }
}
