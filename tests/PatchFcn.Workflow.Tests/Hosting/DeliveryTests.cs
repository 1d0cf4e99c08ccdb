using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Net;
using Azure.Messaging;
using PatchFcn.Inference.Scoring;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Delivery;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R159: the workflow delivers the DICOM objects as its last step.</summary>
public sealed class DeliveryTests(PhantomStudy study) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Upload_HostWithAnArchive_DeliversEveryObjectAndKeepsTheAccount()
    {
        await using var server = new StowReceiver(_ => (200, ""));
        using var archive = new StowClient(server.Address, null, TimeSpan.FromMilliseconds(1));

        var finished = await AnalyzeAsync(archive);

        var folder = Path.Combine(_root, "results", finished.ResultPath);
        var objects = Directory.GetFiles(folder, "*.dcm", SearchOption.AllDirectories);
        Assert.Equal(new DeliverySummary(objects.Length, objects.Length, null), finished.Delivery);
        Assert.Equal("density-baseline", finished.Model!.Name); // R354
        Assert.Equal(objects.Select(File.ReadAllBytes).Select(Convert.ToHexString).Order(), server.Taken.Select(Convert.ToHexString).Order());
        Assert.Contains("taken (200)", await File.ReadAllTextAsync(Path.Combine(folder, "delivery.json"), Cancellation), StringComparison.Ordinal);
    }

    /// <summary>R344: each receiver is served by itself.</summary>
    [Fact]
    public async Task Upload_OneReceiverNeverAnswers_TheOtherIsToldOfEveryStudy()
    {
        await using var receiver = new WebhookReceiver();
        foreach (var name in new[] { "a", "b" })
            HostedStudies.Upload(_root, name + ".zip", HostedStudies.Zip(study.Folder, name));

        await using var hosted = new HostedStudies(StudyStorage.OpenFolder(_root), receiver, beside: new SilentSink());

        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Count(it => it.Type == "patchfcn.study.analyzed") == 2), "The other receiver was not told of both studies.");
    }

    [Fact]
    public async Task Upload_HostThatStoppedBetweenItsEventAndTheDelivery_DeliversWhenItIsBack()
    {
        await using var server = new StowReceiver(_ => (200, ""));
        using var archive = new StowClient(server.Address, null, TimeSpan.FromMilliseconds(1));
        var before = await AnalyzeAsync(archive);
        var sent = server.Taken.Count;
        File.Delete(Path.Combine(_root, "results", before.ResultPath, "delivery.json"));
        Assert.All(["_uploads", "_instances"], marks => Directory.Delete(Path.Combine(_root, "results", marks), recursive: true));

        var after = await AnalyzeAsync(archive);

        Assert.Equal((before.Instance, before.Delivery), (after.Instance, after.Delivery));
        Assert.Equal(2 * sent, server.Taken.Count);
    }

    [Fact]
    public async Task Upload_ArchiveOutOfReach_IsAnalysedAndTheAccountSaysSo()
    {
        using var archive = new StowClient(new Uri($"http://127.0.0.1:{Ports.Free()}/dicom-web"), null, TimeSpan.FromMilliseconds(1));

        var finished = await AnalyzeAsync(archive);

        Assert.Equal(ReportStatus.Analyzed, finished.Status);
        Assert.Equal(0, finished.Delivery!.Taken);
        Assert.Contains("out of reach", finished.Delivery.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ArchiveThatDoesNotAnswer_IsNotAskedForEveryObject()
    {
        await AnalyzeAsync(null);
        var folder = Path.GetDirectoryName(Directory.GetFiles(_root, "manifest.json", SearchOption.AllDirectories).Single())!;
        using var archive = new StowClient(new Uri($"http://127.0.0.1:{Ports.Free()}/dicom-web"), null, TimeSpan.FromMilliseconds(1));

        var account = await ResultDelivery.SendAsync(folder, archive, Cancellation);

        Assert.Equal([5, .. Enumerable.Repeat(0, account.Count - 1)], account.Select(it => it.Attempts));
        Assert.All(account, it => Assert.Contains("out of reach", it.Account, StringComparison.Ordinal));
    }

    /// <summary>R280: the archive has all the time in the world, the next study has not.</summary>
    [Fact]
    public async Task Upload_ArchiveThatNeverAnswers_HoldsUpNoOtherStudy()
    {
        using var silent = Silent();
        using var archive = new StowClient(AddressOf(silent), null, TimeSpan.FromMilliseconds(1), patience: TimeSpan.FromHours(1));
        await using var receiver = new WebhookReceiver();
        await using var hosted = new HostedStudies(StudyStorage.OpenFolder(_root), receiver, archive: archive);

        await PutAsync("one");
        await PutAsync("two");

        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Count(it => it.Type == "patchfcn.study.analyzed") == 2), "The second study waits for the archive.");
    }

    /// <summary>R412: the first host had told how the study ended; the second has nothing left to do but to deliver it.</summary>
    [Fact]
    public async Task Upload_HostThatIsBackWhileTheArchiveNeverAnswers_HoldsUpNoOtherStudy()
    {
        using var silent = Silent();
        using var archive = new StowClient(AddressOf(silent), null, TimeSpan.FromMilliseconds(1), patience: TimeSpan.FromHours(1));
        await using var receiver = new WebhookReceiver();
        await PutAsync("one");
        await using (new HostedStudies(StudyStorage.OpenFolder(_root), receiver, archive: archive))
            await ToldAsync(1);

        await using var back = new HostedStudies(StudyStorage.OpenFolder(_root), receiver, archive: archive);
        await HostedStudies.UntilAsync(() => Task.FromResult(back.Host.Running.Count == 1), "The first study is not taken up again.");
        await PutAsync("two");

        await ToldAsync(2);

        Task ToldAsync(int studies) => HostedStudies.UntilAsync(
            () => Task.FromResult(receiver.Received.Where(it => it.Type == "patchfcn.study.analyzed").Select(it => it.Id).Distinct().Count() == studies), $"It is not told how {studies} studies ended.");
    }

    /// <summary>R350: until the archive answers there is no mark, so what is said of those at work has to say how the study ended and where its result lies.</summary>
    [Theory]
    [InlineData(true, ReportStatus.Analyzed)]
    [InlineData(false, ReportStatus.NotAnalyzed)]
    public async Task Progress_ResultThatIsBeingDelivered_SaysHowTheStudyEnded(bool isHead, ReportStatus expected)
    {
        using var model = new LoadedModel(PhantomStudy.Settings.ModelFolder, new ScorerOptions { Device = ComputeDevice.Cpu });
        var told = new ConcurrentQueue<StudyProgress>();
        await using var engine = new EmbeddedEngine(PhantomStudy.Steps(model, new MemoryArtifactStore(), _root), parallelism: 2, new SynchronousProgress<StudyProgress>(told.Enqueue), Cancellation);
        var settings = new AnalysisSettings(model.Reference, PhantomStudy.Settings.Grid, PhantomStudy.Settings.OperatingPoint);
        var upload = isHead ? study.Folder : Directory.CreateDirectory(Path.Combine(_root, "empty")).FullName;

        var outcome = await StudyWorkflow.RunAsync(engine, new StudyRequest("instance", upload, settings) { Deliver = true });

        var last = told.Last();
        Assert.Equal((Stage.Deliver, outcome.ResultPath, expected, isHead), (last.Stage, last.ResultPath, last.Status, last.ProvisionalFinding));
        Assert.All(told.SkipLast(1), progress => Assert.Null(progress.ResultPath));
        Assert.True(File.Exists(Path.Combine(_root, outcome.ResultPath, ResultNames.Manifest)));
    }

    /// <summary>R280.</summary>
    [Fact]
    public async Task StoreAsync_ArchiveThatWasSilent_IsAskedOnceUntilItAnswers()
    {
        using var silent = Silent();
        using var archive = new StowClient(AddressOf(silent), null, TimeSpan.FromMilliseconds(1), patience: TimeSpan.FromMilliseconds(50));

        var first = await archive.StoreAsync("a.dcm", [1], Cancellation);
        var next = await archive.StoreAsync("b.dcm", [1], Cancellation);

        Assert.Equal((5, 1), (first.Attempts, next.Attempts));
        Assert.True(next.OutOfReach);
    }

    /// <summary>R287, R157.</summary>
    [Fact]
    public async Task StoreAsync_AnswerOfManyMegabytes_IsNotReadToItsEnd()
    {
        await using var server = new StowReceiver(_ => (200, new string(' ', 3 << 20)));
        using var archive = new StowClient(server.Address, null, TimeSpan.FromMilliseconds(1));

        var account = await archive.StoreAsync("a.dcm", [1], Cancellation);

        Assert.Equal((false, false, 1, "127.0.0.1 answers with more than 1 MiB"), (account.Taken, account.OutOfReach, account.Attempts, account.Account));
    }

    /// <summary>The system takes connections for it; nobody answers.</summary>
    private static TcpListener Silent()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static Uri AddressOf(TcpListener listener) => new($"http://{listener.LocalEndpoint}/dicom-web");

    private sealed class SilentSink : IAlertSink
    {
        public string Name => "silent";

        public Task SendAsync(CloudEvent alert, CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);
    }

    private async Task<FinishedStudy> AnalyzeAsync(StowClient? archive)
    {
        await using var receiver = new WebhookReceiver();
        await using var hosted = new HostedStudies(StudyStorage.OpenFolder(_root), receiver, archive: archive);
        await PutAsync("one");
        await HostedStudies.UntilAsync(async () => (await hosted.Services.Marks.ListAsync(Cancellation)).Count == 1, "The study does not come to its end.");
        return (await hosted.Services.Marks.ListAsync(Cancellation))[0].Study;
    }

    private async Task PutAsync(string name)
    {
        var zip = Path.Combine(_root, name + ".zip.part");
        await File.WriteAllBytesAsync(zip, HostedStudies.Zip(study.Folder, name), Cancellation);
        Directory.CreateDirectory(Path.Combine(_root, "studies"));
        File.Move(zip, Path.Combine(_root, "studies", name + ".zip"), overwrite: true);
    }
}
