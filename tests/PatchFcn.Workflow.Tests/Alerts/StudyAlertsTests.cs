using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Tests.Hosting;

namespace PatchFcn.Workflow.Tests.Alerts;

/// <summary>What is told of a run.</summary>
public sealed class StudyAlertsTests : IAsyncDisposable
{
    /// <summary>Nothing that other tests measure meanwhile is so old.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromDays(1234);

    private readonly ToldRun _run = new(Age);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>R196: who ignores what has a lower number would never hear of the end.</summary>
    [Fact]
    public async Task EscalateAsync_BeforeTheEnd_TheEndIsToldAllTheSame()
    {
        await _run.RaiseAsync();
        await _run.Services.Alerts.EscalateAsync(Cancellation);
        await _run.ConcludeAsync();
        await _run.Services.Outbox.DeliverAsync(Cancellation);

        Assert.Equal(
            [("patchfcn.study.provisionalFinding", 1), ("patchfcn.study.escalation", 3), ("patchfcn.study.analyzed", 2)],
            _run.Received.Select(it => (it.Type, it.Data.GetProperty("sequence").GetInt32())));
    }

    /// <summary>R346: at night nobody should hear of a study that ended long ago that it is still being analysed.</summary>
    [Fact]
    public async Task EscalateAsync_AfterTheEnd_SaysHowItEnded()
    {
        var alerts = Alerts(TimeSpan.FromMinutes(1.5), TimeSpan.FromMinutes(2));
        await _run.RaiseAsync();
        await _run.ConcludeAsync();

        await alerts.EscalateAsync(Cancellation);
        await _run.Services.Outbox.DeliverAsync(Cancellation);

        var told = _run.Received[^1].Data;
        Assert.Equal("Nobody has acknowledged this for 1.5 min. Suspected intracranial hemorrhage by a demonstration model.", told.GetProperty("statement").GetString());
        Assert.Equal(1, told.GetProperty("volumeMl").GetDouble());
        Assert.NotNull(told.GetProperty("report").GetString());
    }

    /// <summary>R346: whoever has seen the provisional finding is not called again by the end.</summary>
    [Fact]
    public async Task EscalateAsync_AcknowledgedBeforeTheEnd_TellsNobody()
    {
        await _run.RaiseAsync();
        await _run.Services.Alerts.AcknowledgeAsync("run", Cancellation);
        await _run.ConcludeAsync();

        await _run.Services.Alerts.EscalateAsync(Cancellation);
        await _run.Services.Outbox.DeliverAsync(Cancellation);

        Assert.DoesNotContain(_run.Received, it => it.Type == "patchfcn.study.escalation");
    }

    /// <summary>R101: the time to the first word; an alarm that waits for the end of a long analysis would be an alarm about nothing.</summary>
    [Theory]
    [InlineData(true, "patchfcn.study.provisionalFinding")]
    [InlineData(false, "patchfcn.study.analyzed")]
    public async Task DeliverAsync_AllEventsOfARun_MeasuresTheFirst(bool alarms, string first)
    {
        var measured = new ConcurrentQueue<object?>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, it) => Listen(instrument, it) };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Keep(seconds, tags));
        listener.Start();

        if (alarms)
            await _run.RaiseAsync();
        await _run.ConcludeAsync();
        await _run.Services.Alerts.EscalateAsync(Cancellation);
        await _run.Services.Outbox.DeliverAsync(Cancellation);

        Assert.Equal(alarms ? 3 : 2, _run.Received.Count);
        Assert.Equal([first], measured);

        static void Listen(Instrument instrument, MeterListener it)
        {
            if (instrument.Name == "patchfcn.time_to_notification")
                it.EnableMeasurementEvents(instrument);
        }

        void Keep(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (seconds >= Age.TotalSeconds)
                measured.Enqueue(tags[0].Value);
        }
    }

    /// <summary>R253: a host dies after it has queued an alarm and before it keeps that, and the study is analysed again.</summary>
    [Fact]
    public async Task RaiseAsync_AgainAfterADeathInBetween_IsToldOnce()
    {
        await _run.RaiseAsync();
        Directory.Delete(_run.Locate("events"), recursive: true);
        await _run.RaiseAsync();

        await _run.Services.Outbox.DeliverAsync(Cancellation);

        Assert.Single(_run.Received);
    }

    /// <summary>R282: its event goes out, so the end has to know of it.</summary>
    [Fact]
    public async Task RaiseAsync_RunIsStoppedMeanwhile_IsKeptAllTheSame()
    {
        using var stop = new CancellationTokenSource();
        _run.Results.OnWrite = path =>
        {
            if (path.StartsWith("_outbox", StringComparison.Ordinal))
                stop.Cancel();
        };

        await _run.Services.Alerts.RaiseAsync(_run.Request, ToldRun.ResultPath, new Alarm(0.9, new(7, 7)), stop.Token);

        Assert.NotNull(await _run.Services.Alerts.RaisedAsync(ToldRun.Instance, ToldRun.ResultPath, Cancellation));
    }

    /// <summary>R283: months later somebody switches escalation on.</summary>
    [Fact]
    public async Task EscalateAsync_SwitchedOnLater_TellsNothingOfWhatWasFoundBefore()
    {
        await Alerts(null, TimeSpan.Zero).RaiseAsync(_run.Request, ToldRun.ResultPath, new Alarm(0.9, new(7, 7)), Cancellation);

        await _run.Services.Alerts.EscalateAsync(Cancellation);

        Assert.False(File.Exists(_run.Locate("events/3-escalation.json")));
    }

    /// <summary>R283: hosts were off for a week and more.</summary>
    [Fact]
    public async Task EscalateAsync_FindingOfLongAgo_IsNoNews()
    {
        await _run.RaiseAsync();

        await Alerts(TimeSpan.FromMinutes(15), TimeSpan.FromDays(8)).EscalateAsync(Cancellation);

        Assert.False(File.Exists(_run.Locate("events/3-escalation.json")));
        Assert.Empty(await _run.Results.ListAsync("_open", Cancellation).ToListAsync(Cancellation));
    }

    /// <summary>Every host looks every second.</summary>
    [Fact]
    public async Task EscalateAsync_AgainAndAgain_ReadsAFindingOnce()
    {
        var alerts = Alerts(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        await _run.RaiseAsync();

        for (var look = 0; look < 3; look++)
            await alerts.EscalateAsync(Cancellation);

        Assert.Single(_run.Results.Opened, it => it.Path.StartsWith("_open/", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    /// <summary>Those of another host on the same storage.</summary>
    private StudyAlerts Alerts(TimeSpan? escalateAfter, TimeSpan ahead) =>
        new(_run.Services.Storage, _run.Services.Outbox, _run.Services.Model, HostedStudies.Allowed with { EscalateAfter = escalateAfter }, new SetClock(ahead));
}
