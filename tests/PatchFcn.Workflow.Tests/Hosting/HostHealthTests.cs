using System.Text.Json.Nodes;
using Azure.Messaging;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;
using PatchFcn.Workflow.Tests.Artifacts;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R168: a host tells the truth about itself.</summary>
public sealed class HostHealthTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly WebhookSink _sink = new(new Uri("http://127.0.0.1:9/a-path-that-is-a-secret"), null);
    private readonly WatchedStore _results;
    private readonly StudyServices _services;

    public HostHealthTests()
    {
        var folder = StudyStorage.OpenFolder(_root);
        _results = new WatchedStore(folder.Results);
        _services = new StudyServices(
            PhantomStudy.Settings, folder with { Results = _results }, [_sink], new AlertPolicy(), new StudyReader(new BuiltInCodec()), 1, TimeProvider.System);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CheckAsync_ModelThatScoresAsAtFirst_IsWell()
    {
        var host = new StudyHost(_services, new StudyHostOptions(), new NoLog());

        var first = await new HostHealth(_services, host).CheckAsync(Cancellation);
        var again = await new HostHealth(_services, host).CheckAsync(Cancellation);

        Assert.Equal(("ok", "ok"), (first.Status, again.Status));
        Assert.True(first.FreeBytes > 0);
    }

    [Fact]
    public async Task CheckAsync_ModelThatScoresOtherwise_Fails()
    {
        var host = new StudyHost(_services, new StudyHostOptions(), new NoLog());
        await new HostHealth(_services, host).CheckAsync(Cancellation);
        await ChangeFirstScoreAsync();

        var report = await new HostHealth(_services, host).CheckAsync(Cancellation);

        Assert.Contains("self-test", Assert.Single(report.Problems), StringComparison.Ordinal);
        Assert.Equal("failing", report.Status);
    }

    /// <summary>R415: a whole head, skull and all.</summary>
    [Fact]
    public async Task CheckAsync_BrainThatIsFoundOtherwise_SaysSo()
    {
        var host = new StudyHost(_services, new StudyHostOptions(), new NoLog());
        await new HostHealth(_services, host).CheckAsync(Cancellation);
        var kept = await _services.Storage.Results.ListAsync("_selftests", Cancellation).SingleAsync(Cancellation);
        var first = (await _services.Storage.Results.ReadJsonAsync<JsonObject>(kept.Path, Cancellation))!;
        Assert.InRange((double)first["brainMl"]!, 1200, 1330);
        first["brainMl"] = 1000;
        await _services.Storage.Results.WriteJsonAsync(kept.Path, first, Cancellation);

        var report = await new HostHealth(_services, host).CheckAsync(Cancellation);

        Assert.EndsWith("mL of brain; when this model was first started here it found 1000.0 mL.", Assert.Single(report.Problems), StringComparison.Ordinal);
    }

    /// <summary>R286: what the storage did is not the model's doing, and is over when it is over.</summary>
    [Fact]
    public async Task CheckAsync_StorageThatHungDuringTheSelfTest_IsWellAtTheNextLook()
    {
        var health = new HostHealth(_services, new StudyHost(_services, new StudyHostOptions(), new NoLog()));
        _results.Refuse("_selftests");
        var during = await health.CheckAsync(Cancellation);
        _results.OnWrite = _ => { };

        var after = await health.CheckAsync(Cancellation);

        Assert.StartsWith("The results are out of reach", Assert.Single(during.Problems), StringComparison.Ordinal);
        Assert.Equal("ok", after.Status);
    }

    /// <summary>R353: what a worklist may ask every two seconds, without the self-test.</summary>
    [Fact]
    public async Task NoticeAsync_NearlyFullDisk_SaysSoAndTestsNoModel()
    {
        HostedStudies.Upload(_root, "one.zip", [1]);
        var host = new StudyHost(_services, new StudyHostOptions { LeastFreeBytes = long.MaxValue }, new NoLog());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var work = host.RunAsync(stop.Token);

        await HostedStudies.UntilAsync(() => Task.FromResult(host.Waiting.LacksSpace), "The host does not look at its disk.");
        var problems = await new HostHealth(_services, host).NoticeAsync(Cancellation);
        await stop.CancelAsync();
        await work;

        Assert.Equal("The disk is nearly full: no study is taken up.", Assert.Single(problems));
        Assert.Equal(1, host.Waiting.Count);
        Assert.False(await _services.Storage.Results.ListAsync("_selftests", Cancellation).AnyAsync(Cancellation));
    }

    /// <summary>R191: what the Functions app asks before each heartbeat.</summary>
    [Fact]
    public async Task TestModelAsync_ModelThatScoresOtherwise_Throws()
    {
        var chores = new HostChores(_services, "host");
        await chores.TestModelAsync(Cancellation);
        await ChangeFirstScoreAsync();

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => chores.TestModelAsync(Cancellation));

        Assert.Contains("self-test", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>R192: and nothing of the address but its host. R348: the Functions app asks it after each heartbeat.</summary>
    [Fact]
    public async Task CheckAsync_EventThatIsRefused_SaysWhatWentWrongLast()
    {
        var host = new StudyHost(_services, new StudyHostOptions(), new NoLog());
        var alert = new CloudEvent("urn:test", "test", new BinaryData("{}"), "application/json", CloudEventDataFormat.Json) { Subject = "study/a", Time = DateTimeOffset.UtcNow.AddHours(-1) };
        await _services.Outbox.QueueAsync(alert, Cancellation);
        await _services.Outbox.DeliverAsync(Cancellation);

        var report = await new HostHealth(_services, host).CheckAsync(Cancellation);

        var problem = Assert.Single(report.Problems);
        Assert.StartsWith("An event could not be delivered for more than a quarter of an hour. 127.0.0.1 is out of reach: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
        Assert.InRange(report.OldestEventSeconds!.Value, 3600, 3700);
        Assert.Equal(problem, (await Assert.ThrowsAsync<InvalidOperationException>(() => new HostChores(_services, "host").CheckDeliveryAsync(Cancellation))).Message);
    }

    public void Dispose()
    {
        _services.Dispose();
        _sink.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private async Task ChangeFirstScoreAsync()
    {
        var kept = await _services.Storage.Results.ListAsync("_selftests", Cancellation).SingleAsync(Cancellation);
        await _services.Storage.Results.WriteJsonAsync(kept.Path, new { score = 2.0 }, Cancellation);
    }

    private sealed class NoLog : IHostLog
    {
        public void Started(string key)
        {
        }

        public void Progressed(string key, StudyProgress progress)
        {
        }

        public void Finished(string key, FinishedStudy study, TimeSpan taken)
        {
        }

        public void Failed(string what, Exception problem)
        {
        }
    }
}
