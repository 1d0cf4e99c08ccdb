using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Tests.Sources;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R94 to R98 and R100 where an engine keeps the runs, as Durable Functions does: uploads come to their end whatever becomes of events and runs.</summary>
public sealed class StudyDispatcherTests(PhantomStudy study) : DispatchedStudies(study)
{
    [Fact]
    public async Task TakeUpAsync_StudyThatIsAnnouncedTwice_RunsOnceAndIsToldOf()
    {
        Upload("a.zip", "1");
        var dispatcher = new StudyDispatcher(Services, Runs);

        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        await Runs.SettleAsync();
        await dispatcher.TakeUpAsync("a.zip", Cancellation);

        Assert.Equal(1, Runs.Started);
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
        var dispatcher = new StudyDispatcher(Services, Runs);

        await dispatcher.TakeUpAsync("head/a.zip", Cancellation);
        Assert.Equal(0, Runs.Started);
        await dispatcher.TakeUpAsync("head/_complete", Cancellation);
        await Runs.SettleAsync();

        Assert.Equal(1, Runs.Started);
        await dispatcher.TakeUpAsync("", Cancellation);
        Assert.Equal(1, Runs.Started);
    }

    /// <summary>R95.</summary>
    [Fact]
    public async Task TakeUpAsync_SameContentUnderTwoNames_RunsOnceAndFinishesBoth()
    {
        Upload("a.zip", "1");
        Upload("b.zip", "1");
        var dispatcher = new StudyDispatcher(Services, Runs);

        await dispatcher.TakeUpAsync("", Cancellation);
        await Runs.SettleAsync();
        await dispatcher.TakeUpAsync("", Cancellation);

        Assert.Equal(1, Runs.Started);
        Assert.Equal(2, (await Services.Marks.ListKeysAsync(Cancellation)).Count);
    }

    /// <summary>R249: overload is a queue of uploads, not of runs that hold each other up beyond their time limit.</summary>
    [Fact]
    public async Task TakeUpAsync_MoreUploadsThanPlaces_WaitAndFollowAsTheyCame()
    {
        for (var i = 0; i < 5; i++)
            Upload($"{i}.zip", $"{i}");
        var dispatcher = new StudyDispatcher(Services, Runs) { StudiesAtOnce = 2 };
        Runs.Next = KeptRuns.Fate.Hangs;
        await dispatcher.TakeUpAsync("", Cancellation);
        await dispatcher.TakeUpAsync("4.zip", Cancellation);
        Assert.Equal(2, Runs.Started);
        var ended = (await Runs.ListAsync(Cancellation)).Keys.First();

        await dispatcher.TakeUpNextAsync(ended, Cancellation);

        Assert.Equal(3, Runs.Started);
        Assert.Equal(["0.zip", "1.zip", "2.zip"], Runs.StartedInOrder.Select(upload => StudyArrival.Parse(upload).Name));
        foreach (var instance in (await Runs.ListAsync(Cancellation)).Keys)
            await Runs.TerminateAsync(instance, Cancellation);
    }

    [Fact]
    public async Task RerunAsync_FinishedStudy_RunsAgain()
    {
        Upload("a.zip", "1");
        var dispatcher = new StudyDispatcher(Services, Runs);
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        await Runs.SettleAsync();
        var first = (await FinishedAsync()).Study;

        Assert.True(await dispatcher.RerunAsync(first, Cancellation));
        await Runs.SettleAsync();

        Assert.Equal(2, Runs.Started);
        Assert.Equal(first.Score, (await FinishedAsync()).Study.Score);
    }

    /// <summary>R249: an upload that is left waiting while another end of a run is looking for what waits.</summary>
    [Fact]
    public async Task TakeUpAsync_UploadIsLeftWaitingDuringALook_IsTakenUpAtTheNextEnd()
    {
        Upload("a.zip", "1");
        var inbox = new HookedInbox(Services.Storage.Studies);
        using var services = ServicesOn(Services.Storage with { Studies = inbox });
        var dispatcher = new StudyDispatcher(services, Runs) { StudiesAtOnce = 1 };
        Runs.Next = KeptRuns.Fate.Hangs;
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        var atWork = Assert.Single(await Runs.ListAsync(Cancellation)).Key;
        inbox.Hook(before: null, async () =>
        {
            Upload("b.zip", "2");
            await dispatcher.TakeUpAsync("b.zip", Cancellation);
        });

        await dispatcher.TakeUpAsync("", Cancellation);
        Assert.Equal((1, 2), (Runs.Started, await dispatcher.CountUnfinishedAsync(Cancellation)));
        Runs.Next = KeptRuns.Fate.Ends;
        await dispatcher.TakeUpNextAsync(atWork, Cancellation);

        Assert.Equal(2, Runs.Started);
        await Runs.TerminateAsync(atWork, Cancellation);
        await Runs.SettleAsync();
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

        await new StudyDispatcher(Services, Runs).TakeUpAsync("a.zip", Cancellation);
        await Runs.SettleAsync();
        await TypesAsync();

        Assert.Contains(measured, it => it.Name == "patchfcn.studies");
        Assert.Contains(measured, it => it.Name == "patchfcn.slices");
        Assert.Contains(measured, it => it is { Name: "patchfcn.time_to_notification", Value: > 0 and < 3600 });

        void Keep(Instrument instrument, double value) => measured.Enqueue((instrument.Name, value));
    }
}
