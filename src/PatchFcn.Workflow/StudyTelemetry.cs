using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PatchFcn.Workflow;

/// <summary>
/// Traces and metrics of every host, for whoever listens: a span for each step, slices per second (<c>patchfcn.slices</c>), studies by status, sign and reason (<c>patchfcn.studies</c>), and seconds from
/// an upload to the first word about it (<c>patchfcn.time_to_notification</c>). Studies go by their hash.
/// </summary>
public static class StudyTelemetry
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "PatchFcn";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Slices = Meter.CreateCounter<long>("patchfcn.slices", "{slice}", "Analysis slices that were scored.");
    private static readonly Counter<long> Studies = Meter.CreateCounter<long>("patchfcn.studies", "{study}", "Studies that have come to their end.");
    private static readonly Histogram<double> TimeToNotification =
        Meter.CreateHistogram<double>("patchfcn.time_to_notification", "s", "From an upload to the delivery of the first event about it.");

    /// <summary>A step begins.</summary>
    internal static Activity? Begin(string step) => Source.StartActivity(step);

    /// <summary>A slice was scored.</summary>
    internal static void Scored() => Slices.Add(1);

    /// <summary>A study has come to its end, for the first time.</summary>
    internal static void Finished(FinishedStudy study) =>
        Studies.Add(1, new("status", study.Status.ToString()), new("positive", study.Positive), new("reason", study.Reason));

    /// <summary>The first event about a study was delivered.</summary>
    internal static void Delivered(string type, DateTimeOffset uploaded, DateTimeOffset now) =>
        TimeToNotification.Record((now - uploaded).TotalSeconds, new KeyValuePair<string, object?>("type", type));
}
