using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;
using PatchFcn.Workflow.Tests.Hosting;

namespace PatchFcn.Workflow.Tests.Alerts;

/// <summary>What is told of a run.</summary>
public sealed class StudyAlertsTests : IAsyncDisposable
{
    private const string ResultPath = "0123456789abcdef/0011223344556677";

    /// <summary>Nothing that other tests measure meanwhile is so old.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromDays(1234);

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly WebhookReceiver _receiver = new();
    private readonly WebhookSink _sink;
    private readonly StudyServices _services;
    private readonly StudyRequest _request;

    public StudyAlertsTests()
    {
        _sink = new WebhookSink(_receiver.Address, null);
        _services = new StudyServices(
            PhantomStudy.Settings, StudyStorage.OpenFolder(_root), [_sink], HostedStudies.Allowed with { EscalateAfter = TimeSpan.Zero }, new StudyReader(new BuiltInCodec()), 1, TimeProvider.System);
        _request = new StudyRequest("run", "1-1/a.zip", _services.Settings) { UploadedUtc = DateTimeOffset.UtcNow - Age };
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>R196: who ignores what has a lower number would never hear of the end.</summary>
    [Fact]
    public async Task EscalateAsync_BeforeTheEnd_TheEndIsToldAllTheSame()
    {
        await RaiseAsync();
        await _services.Alerts.EscalateAsync(Cancellation);
        await ConcludeAsync();
        await _services.Outbox.DeliverAsync(Cancellation);

        Assert.Equal(
            [("patchfcn.study.provisionalFinding", 1), ("patchfcn.study.escalation", 3), ("patchfcn.study.analyzed", 2)],
            _receiver.Received.Select(it => (it.Type, it.Data.GetProperty("sequence").GetInt32())));
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
            await RaiseAsync();
        await ConcludeAsync();
        await _services.Alerts.EscalateAsync(Cancellation);
        await _services.Outbox.DeliverAsync(Cancellation);

        Assert.Equal(alarms ? 3 : 2, _receiver.Received.Count);
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
        await RaiseAsync();
        Directory.Delete(Path.Combine(_root, "results", ResultPath, "events"), recursive: true);
        await RaiseAsync();

        await _services.Outbox.DeliverAsync(Cancellation);

        Assert.Single(_receiver.Received);
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _services.Dispose();
        _sink.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private Task RaiseAsync() => _services.Alerts.RaiseAsync(_request, ResultPath, new Alarm(0.9, new(7, 7)), Cancellation);

    private Task ConcludeAsync() => _services.Alerts.ConcludeAsync(_request, new StudyOutcome(ReportStatus.Analyzed, ResultPath, null, 0.9, true, 1), Cancellation);
}
