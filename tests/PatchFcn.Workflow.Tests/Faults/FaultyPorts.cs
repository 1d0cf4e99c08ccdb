using System.Collections.Concurrent;
using Azure.Messaging;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Faults;

/// <summary>Somebody to be told who is not always there.</summary>
internal sealed class FaultySink(ConcurrentQueue<(string Id, string Type, AlertData Data)> received, FaultPlan plan) : IAlertSink
{
    public string Name => "sink";

    public async Task SendAsync(CloudEvent alert, CancellationToken cancellation)
    {
        var fault = plan.Next(Fault.Latency, Fault.Refused, Fault.TimedOut, Fault.AnswerLost, Fault.KilledBefore, Fault.KilledAfter);
        if (fault is Fault.Refused)
            throw new AlertDeliveryException("Injected: refused.");
        await plan.MeetAsync(fault, () =>
        {
            received.Enqueue((alert.Id, alert.Type, alert.Data!.ToObjectFromJson<AlertData>(StudyJson.Options)!));
            return fault == Fault.AnswerLost ? throw new AlertDeliveryException("Injected: the answer is lost.") : Task.FromResult(true);
        });
    }
}

/// <summary>An inbox out of reach at times.</summary>
internal sealed class FaultyInbox(IStudyInbox inner, FaultPlan plan) : IStudyInbox
{
    public IAsyncEnumerable<StudyArrival> ListAsync(string start, CancellationToken cancellation) => inner.ListAsync(start, cancellation);

    public Task<StudyUpload> OpenAsync(string upload, CancellationToken cancellation) =>
        plan.RunAsync(() => inner.OpenAsync(upload, cancellation), Fault.Latency, Fault.Refused, Fault.OutOfReach, Fault.TimedOut, Fault.KilledBefore);
}

/// <summary>A clock that is set at times, and that the test can put forward.</summary>
internal sealed class FaultyClock : TimeProvider
{
    private long _offset;

    /// <summary>What goes wrong; null: nothing.</summary>
    public FaultPlan? Plan { get; set; }

    public void Advance(TimeSpan time) => Interlocked.Add(ref _offset, time.Ticks);

    public override DateTimeOffset GetUtcNow()
    {
        if (Plan is { Killed: false } plan && plan.Next(Fault.ClockJump) == Fault.ClockJump)
            Advance(TimeSpan.FromSeconds(plan.Draw(1200) - 600));
        return DateTimeOffset.UtcNow + TimeSpan.FromTicks(Interlocked.Read(ref _offset));
    }
}
