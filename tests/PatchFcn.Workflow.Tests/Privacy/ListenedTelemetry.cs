using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PatchFcn.Workflow.Tests.Privacy;

/// <summary>Everything that traces and metrics of the software say while it listens, as text.</summary>
internal sealed class ListenedTelemetry : IDisposable
{
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _spans;

    public ListenedTelemetry()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == StudyTelemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument.Name, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument.Name, value, tags));
        _meters.Start();
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StudyTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _heard.Enqueue($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Baggage)}"),
        };
        ActivitySource.AddActivityListener(_spans);
    }

    /// <summary>What was said, a line each.</summary>
    public string Text => string.Join('\n', _heard);

    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }

    private void Keep(string name, object value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _heard.Enqueue($"{name} {value} {string.Join(' ', tags.ToArray())}");
}
