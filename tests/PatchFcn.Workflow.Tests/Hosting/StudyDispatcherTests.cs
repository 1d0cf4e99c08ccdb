using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Storage;
using PatchFcn.Workflow.Tests.Sources;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R94 to R98 and R100 where an engine keeps the runs, as Durable Functions does: uploads come to their end whatever becomes of events and runs.</summary>
public sealed class StudyDispatcherTests : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly WebhookReceiver _receiver = new();
    private readonly WebhookSink _sink;
    private readonly StudyServices _services;
    private readonly KeptRuns _runs;
    private readonly PhantomStudy _study;

    public StudyDispatcherTests(PhantomStudy study)
    {
        (_study, _sink) = (study, new WebhookSink(_receiver.Address, null));
        _services = new StudyServices(
            PhantomStudy.Settings, StudyStorage.OpenFolder(_root), [_sink], HostedStudies.Allowed, new StudyReader(new BuiltInCodec()), 1, TimeProvider.System);
        _runs = new KeptRuns(_services);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TakeUpAsync_StudyThatIsAnnouncedTwice_RunsOnceAndIsToldOf()
    {
        Upload("a.zip", "1");
        var dispatcher = new StudyDispatcher(_services, _runs);

        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        await _runs.SettleAsync();
        await dispatcher.TakeUpAsync("a.zip", Cancellation);

        Assert.Equal(1, _runs.Started);
        Assert.Equal(["patchfcn.study.provisionalFinding", "patchfcn.study.analyzed"], await TypesAsync());
        Assert.Equal(ReportStatus.Analyzed, (await FinishedAsync()).Study.Status);
        Assert.Empty(await WorkAsync());
    }

    /// <summary>R315: its event comes late, after the marker of the prefix that it is a part of.</summary>
    [Fact]
    public async Task TakeUpAsync_ZipBelowAClosedPrefix_RunsWithThePrefixAlone()
    {
        Upload("head/a.zip", "1");
        Upload("head/_complete", []);
        var dispatcher = new StudyDispatcher(_services, _runs);

        await dispatcher.TakeUpAsync("head/a.zip", Cancellation);
        Assert.Equal(0, _runs.Started);
        await dispatcher.TakeUpAsync("head/_complete", Cancellation);
        await _runs.SettleAsync();

        Assert.Equal(1, _runs.Started);
        await dispatcher.TakeUpAsync("", Cancellation);
        Assert.Equal(1, _runs.Started);
    }

    /// <summary>R95.</summary>
    [Fact]
    public async Task TakeUpAsync_SameContentUnderTwoNames_RunsOnceAndFinishesBoth()
    {
        Upload("a.zip", "1");
        Upload("b.zip", "1");
        var dispatcher = new StudyDispatcher(_services, _runs);

        await dispatcher.TakeUpAsync("", Cancellation);
        await _runs.SettleAsync();
        await dispatcher.TakeUpAsync("", Cancellation);

        Assert.Equal(1, _runs.Started);
        Assert.Equal(2, (await _services.Marks.ListKeysAsync(Cancellation)).Count);
    }

    /// <summary>R31: never in silence.</summary>
    [Fact]
    public async Task TakeUpAsync_RunsThatBreakOff_AreTriedFiveTimesThenToldOf()
    {
        Upload("a.zip", "1");
        var dispatcher = new StudyDispatcher(_services, _runs);
        _runs.Next = KeptRuns.Fate.BreaksOff;

        for (var sweep = 0; sweep < 8; sweep++)
        {
            await dispatcher.TakeUpAsync("", Cancellation);
            await _runs.SettleAsync();
        }

        Assert.Equal(5, _runs.Started);
        Assert.Equal(["patchfcn.study.notAnalyzed"], await TypesAsync());
        var (_, study) = await FinishedAsync();
        Assert.Equal((WorkflowCatalogue.InternalFailure, false), (study.Reason, study.HasReport));
    }

    [Fact]
    public async Task TakeUpAsync_RunBrokeOffOnce_IsTakenUpAgain()
    {
        Upload("a.zip", "1");
        var dispatcher = new StudyDispatcher(_services, _runs);
        _runs.Next = KeptRuns.Fate.BreaksOff;
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        await _runs.SettleAsync();

        _runs.Next = KeptRuns.Fate.Ends;
        await dispatcher.TakeUpAsync("", Cancellation);
        await _runs.SettleAsync();

        Assert.Equal(ReportStatus.Analyzed, (await FinishedAsync()).Study.Status);
    }

    /// <summary>R187.</summary>
    [Fact]
    public async Task TakeUpAsync_UploadThatCannotBeRead_HoldsUpNoOtherAndIsSaid()
    {
        Upload("a.zip", "1");
        Upload("b.zip", "2");
        var dispatcher = new StudyDispatcher(_services, _runs);

        using (File.Open(Path.Combine(_root, "studies", "a.zip"), FileMode.Open, FileAccess.Read, FileShare.None))
            await Assert.ThrowsAsync<AggregateException>(() => dispatcher.TakeUpAsync("", Cancellation));
        await _runs.SettleAsync();

        var (key, study) = await FinishedAsync();
        Assert.Equal(ReportStatus.Analyzed, study.Status);
        Assert.Equal("b.zip", (await _services.Storage.Studies.ListAsync("", Cancellation).SingleAsync(it => it.Key == key, Cancellation)).Name);
    }

    [Fact]
    public async Task TakeUpAsync_RunThatHangs_IsStoppedThenGivenUp()
    {
        Upload("a.zip", "1");
        _runs.Next = KeptRuns.Fate.Hangs;
        await new StudyDispatcher(_services, _runs).TakeUpAsync("a.zip", Cancellation);

        var limit = TimeSpan.FromMilliseconds(400);
        await Task.Delay(limit * 1.2, Cancellation);
        await new StudyDispatcher(_services, _runs) { TimeLimit = limit }.TakeUpAsync("", Cancellation);
        Assert.Empty(await _services.Marks.ListKeysAsync(Cancellation));
        Assert.Equal("timeLimit", Assert.Single(_runs.Stops).Name);

        await Task.Delay(limit, Cancellation);
        await new StudyDispatcher(_services, _runs) { TimeLimit = limit }.TakeUpAsync("", Cancellation);
        await _runs.SettleAsync();

        Assert.Equal(["patchfcn.study.notAnalyzed"], await TypesAsync());
    }

    /// <summary>R247: of slices by two models there is no result, and no event names a model that has not seen them.</summary>
    [Fact]
    public async Task TakeUpAsync_RunThatBeganWithAnotherModel_SaysNothingAndIsTakenUpWithThisOne()
    {
        Upload("a.zip", "1");
        var dispatcher = new StudyDispatcher(_services, _runs);
        _runs.Model = _services.Model.Reference with { ManifestSha256 = "of another" };
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        await _runs.SettleAsync();
        Assert.Empty(await TypesAsync());
        Assert.Empty(await _services.Marks.ListKeysAsync(Cancellation));

        _runs.Model = null;
        await dispatcher.TakeUpAsync("", Cancellation);
        await _runs.SettleAsync();

        Assert.Equal(["patchfcn.study.provisionalFinding", "patchfcn.study.analyzed"], await TypesAsync());
        Assert.Equal(ReportStatus.Analyzed, (await FinishedAsync()).Study.Status);
    }

    /// <summary>R249: overload is a queue of uploads, not of runs that hold each other up beyond their time limit.</summary>
    [Fact]
    public async Task TakeUpAsync_MoreUploadsThanPlaces_WaitAndFollowAsTheyCame()
    {
        for (var i = 0; i < 5; i++)
            Upload($"{i}.zip", $"{i}");
        var dispatcher = new StudyDispatcher(_services, _runs) { StudiesAtOnce = 2 };
        _runs.Next = KeptRuns.Fate.Hangs;
        await dispatcher.TakeUpAsync("", Cancellation);
        await dispatcher.TakeUpAsync("4.zip", Cancellation);
        Assert.Equal(2, _runs.Started);
        var ended = (await _runs.ListAsync(Cancellation)).Keys.First();

        await dispatcher.TakeUpNextAsync(ended, Cancellation);

        Assert.Equal(3, _runs.Started);
        Assert.Equal(["0.zip", "1.zip", "2.zip"], _runs.StartedInOrder.Select(upload => StudyArrival.Parse(upload).Name));
        foreach (var instance in (await _runs.ListAsync(Cancellation)).Keys)
            await _runs.TerminateAsync(instance, Cancellation);
    }

    [Fact]
    public async Task TakeUpAsync_Rubbish_EndsInANotAnalyzedEvent()
    {
        Upload("rubbish.zip", "this is no zip"u8.ToArray());

        await new StudyDispatcher(_services, _runs).TakeUpAsync("rubbish.zip", Cancellation);
        await _runs.SettleAsync();

        Assert.Equal(["patchfcn.study.notAnalyzed"], await TypesAsync());
    }

    [Fact]
    public async Task RerunAsync_FinishedStudy_RunsAgain()
    {
        Upload("a.zip", "1");
        var dispatcher = new StudyDispatcher(_services, _runs);
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        await _runs.SettleAsync();
        var first = (await FinishedAsync()).Study;

        Assert.True(await dispatcher.RerunAsync(first, Cancellation));
        await _runs.SettleAsync();

        Assert.Equal(2, _runs.Started);
        Assert.Equal(first.Score, (await FinishedAsync()).Study.Score);
    }

    [Fact]
    public async Task StopAsync_RunAtWork_IsCancelled()
    {
        Upload("a.zip", "1");
        _runs.Next = KeptRuns.Fate.Hangs;
        var dispatcher = new StudyDispatcher(_services, _runs);
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        var instance = Assert.Single(await _runs.ListAsync(Cancellation)).Key;

        Assert.True(await dispatcher.StopAsync(instance, Cancellation));
        Assert.False(await dispatcher.StopAsync("another", Cancellation));

        Assert.Equal(WorkflowCatalogue.Cancelled, Assert.Single(_runs.Stops));
        await _runs.TerminateAsync(instance, Cancellation);
    }

    /// <summary>R249: an upload that is left waiting while another end of a run is looking for what waits.</summary>
    [Fact]
    public async Task TakeUpAsync_UploadIsLeftWaitingDuringALook_IsTakenUpAtTheNextEnd()
    {
        Upload("a.zip", "1");
        var inbox = new HookedInbox(_services.Storage.Studies);
        using var services = new StudyServices(
            PhantomStudy.Settings, _services.Storage with { Studies = inbox }, [_sink], HostedStudies.Allowed, new StudyReader(new BuiltInCodec()), 1, TimeProvider.System);
        var dispatcher = new StudyDispatcher(services, _runs) { StudiesAtOnce = 1 };
        _runs.Next = KeptRuns.Fate.Hangs;
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        var atWork = Assert.Single(await _runs.ListAsync(Cancellation)).Key;
        inbox.Hook(before: null, async () =>
        {
            Upload("b.zip", "2");
            await dispatcher.TakeUpAsync("b.zip", Cancellation);
        });

        await dispatcher.TakeUpAsync("", Cancellation);
        Assert.Equal((1, 2), (_runs.Started, await dispatcher.CountUnfinishedAsync(Cancellation)));
        _runs.Next = KeptRuns.Fate.Ends;
        await dispatcher.TakeUpNextAsync(atWork, Cancellation);

        Assert.Equal(2, _runs.Started);
        await _runs.TerminateAsync(atWork, Cancellation);
        await _runs.SettleAsync();
    }

    /// <summary>The alarm stands, whatever ends the run, and in whichever run it was raised.</summary>
    [Fact]
    public async Task StopAsync_AfterAProvisionalFinding_IsIncomplete()
    {
        Upload("a.zip", "1");
        var request = await _services.RequestAsync(await _services.Storage.Studies.ListAsync("a.zip", Cancellation).SingleAsync(Cancellation), Cancellation);
        await using var engine = new EmbeddedEngine(_services.Steps, 1, null, Cancellation);
        var study = await engine.RunAsync(StudySteps.Ingest, request);
        await _services.Alerts.RaiseAsync(request, study.Value!.ResultPath, new Alarm(0.9, new(6, 8)), Cancellation);

        var outcome = await StudyWorkflow.StopAsync(engine, request, WorkflowCatalogue.Cancelled);

        Assert.Equal(ReportStatus.Incomplete, outcome.Status);
        Assert.Equal(["patchfcn.study.provisionalFinding", "patchfcn.study.incomplete"], await TypesAsync());
        Assert.Equal([6, 7, 8], (await HostedStudies.ReportAsync(_services.Storage.Results, outcome.ResultPath)).Slices.Where(slice => slice.Score == 0.9).Select(slice => slice.Index));
    }

    /// <summary>R162: an operator stops a run that only delivers any more.</summary>
    [Fact]
    public async Task StopAsync_AfterItsEndWasTold_LeavesTheResultsAsTheyAre()
    {
        Upload("a.zip", "1");
        var request = await _services.RequestAsync(await _services.Storage.Studies.ListAsync("a.zip", Cancellation).SingleAsync(Cancellation), Cancellation);
        await using var engine = new EmbeddedEngine(_services.Steps, 2, null, Cancellation);
        var told = await StudyWorkflow.RunAsync(engine, request);
        async Task<string> SealAsync()
        {
            await using var file = await _services.Storage.Results.OpenReadAsync(told.ResultPath + "/manifest.json", 0, null, Cancellation);
            return await new StreamReader(file).ReadToEndAsync(Cancellation);
        }
        var seal = await SealAsync();

        var stopped = await StudyWorkflow.StopAsync(engine, request, WorkflowCatalogue.Cancelled);

        Assert.Equal((told.Status, told.Score), (stopped.Status, stopped.Score));
        Assert.Equal(seal, await SealAsync());
    }

    /// <summary>R101: what an operator's alarms stand on.</summary>
    [Fact]
    public async Task Telemetry_PositiveStudy_IsMeasured()
    {
        var measured = new ConcurrentQueue<(string Name, double Value)>(); // tests beside this one are measured, too, while it looks
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Meter.Name == StudyTelemetry.Name)
                it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Keep(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Keep(instrument, value));
        listener.Start();
        Upload("a.zip", "1");

        await new StudyDispatcher(_services, _runs).TakeUpAsync("a.zip", Cancellation);
        await _runs.SettleAsync();
        await TypesAsync();

        Assert.Contains(measured, it => it.Name == "patchfcn.studies");
        Assert.Contains(measured, it => it.Name == "patchfcn.slices");
        Assert.Contains(measured, it => it is { Name: "patchfcn.time_to_notification", Value: > 0 and < 3600 });

        void Keep(Instrument instrument, double value) => measured.Enqueue((instrument.Name, value));
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _sink.Dispose();
        _services.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private void Upload(string name, string note) => Upload(name, HostedStudies.Zip(_study.Folder, note));

    private void Upload(string name, byte[] content) => HostedStudies.Upload(_root, name, content);

    private async Task<(string Key, FinishedStudy Study)> FinishedAsync() => Assert.Single(await _services.Marks.ListAsync(Cancellation));

    /// <summary>What was told, delivered first.</summary>
    private async Task<IEnumerable<string>> TypesAsync()
    {
        await _services.Outbox.DeliverAsync(Cancellation);
        return _receiver.Received.Select(it => it.Type);
    }

    private async Task<List<string>> WorkAsync()
    {
        var left = new List<string>();
        await foreach (var artifact in _services.Storage.Work.ListAsync("", Cancellation))
            if (!artifact.Path.StartsWith("_leases", StringComparison.Ordinal))
                left.Add(artifact.Path);
        return left;
    }
}
