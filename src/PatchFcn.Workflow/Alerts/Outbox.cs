using Azure.Messaging;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Alerts;

/// <summary>
/// Events on their way. An event is first queued for every sink, in the storage, and only then delivered: whatever happens to the host, it is delivered at least once,
/// always with the same id. Each sink has its own queue, so that one that is down, or does not answer, holds up no other.
/// </summary>
public sealed class Outbox
{
    internal const string Folder = "_outbox";

    /// <summary>How long an event is on its way at most where all is well.</summary>
    internal static readonly TimeSpan LongestDelivery = TimeSpan.FromMinutes(15);

    private readonly StudyStorage _storage;
    private readonly TimeProvider _clock;

    /// <summary>What waits for any sink, for those who ask again and again.</summary>
    private readonly CachedRecords<QueuedEvent> _waiting;

    /// <param name="storage">Where the queues are.</param>
    /// <param name="sinks">Who is to know.</param>
    /// <param name="clock">The time.</param>
    /// <param name="audit">Keeps who was told; may be null.</param>
    public Outbox(StudyStorage storage, IReadOnlyList<IAlertSink> sinks, TimeProvider clock, AuditLog? audit = null)
    {
        (_storage, _clock, _waiting) = (storage, clock, new(storage.Results, Folder, clock));
        Queues = [.. sinks.Select(sink => new EventQueue(storage, sink, clock, audit))];
    }

    /// <summary>A queue for every sink; each is to be delivered by itself.</summary>
    public IReadOnlyList<EventQueue> Queues { get; }

    /// <summary>Queues an event for every sink. One with the same id that waits already stays as it is.</summary>
    public Task QueueAsync(CloudEvent alert, CancellationToken cancellation) => QueueAsync(alert, isFirst: false, cancellation);

    /// <summary>Queues an event for every sink; the time to the first word about a run is measured.</summary>
    internal async Task QueueAsync(CloudEvent alert, bool isFirst, CancellationToken cancellation)
    {
        var entry = new QueuedEvent(BinaryData.FromObjectAsJson(alert).ToString(), 0, _clock.GetUtcNow()) { IsFirst = isFirst };
        foreach (var queue in Queues)
            await queue.AddAsync(alert.Id, entry, cancellation);
    }

    /// <summary>The oldest event that waits, be it for a sink that this host does not know; null where none waits.</summary>
    public async Task<WaitingEvent?> OldestAsync(CancellationToken cancellation) =>
        (await _waiting.ListAsync(cancellation)).Select(it => new WaitingEvent(it.Record.ToAlert().Time!.Value, it.Record.LastProblem)).MinBy(it => it.QueuedUtc);

    /// <summary>Instances of the runs of which no sink has taken the first event yet.</summary>
    internal async Task<IReadOnlySet<string>> UntoldAsync(CancellationToken cancellation) =>
        (await _waiting.ListAsync(cancellation)).Where(it => it.Record.IsFirst)
            .GroupBy(it => it.Record.ToAlert().Data!.ToObjectFromJson<AlertData>(StudyJson.Options)!.Instance)
            .Where(run => run.Count() >= Queues.Count)
            .Select(run => run.Key)
            .ToHashSet();

    /// <summary>Delivers what is due to every sink, and waits for all.</summary>
    /// <inheritdoc cref="EventQueue.DeliverAsync(CancellationToken)"/>
    public async Task<int> DeliverAsync(CancellationToken cancellation) => (await Task.WhenAll(Queues.Select(queue => queue.DeliverAsync(cancellation)))).Sum();

    /// <summary>
    /// Hands what has been waiting for too long for a sink that this host does not know to those it knows: the address of a webhook was put right, and what waited for the wrong one is news
    /// to the right one. Hosts on one storage have the same sinks.
    /// </summary>
    public async Task TakeOverAsync(CancellationToken cancellation)
    {
        if (Queues.Count == 0)
            return;
        foreach (var (path, entry) in await _waiting.ListAsync(cancellation))
        {
            var alert = entry.ToAlert();
            if (Queues.Any(queue => path.StartsWith(queue.Folder + "/", StringComparison.Ordinal)) || _clock.GetUtcNow() - alert.Time < LongestDelivery)
                continue;
            // A heartbeat that comes late says nothing.
            foreach (var queue in alert.Type == StudyAlerts.HeartbeatType ? [] : Queues)
                await queue.AddAsync(alert.Id, entry with { Attempts = 0, NotBefore = _clock.GetUtcNow() }, cancellation);
            await _storage.Results.DeleteAsync(path, cancellation);
        }
    }
}

/// <summary>An event on its way.</summary>
/// <param name="QueuedUtc">When it was queued.</param>
/// <param name="LastProblem">Why it was refused last, by host name and status; null where it was not.</param>
public sealed record WaitingEvent(DateTimeOffset QueuedUtc, string? LastProblem)
{
    /// <summary>What is wrong, in one sentence, where it has been on its way for too long; null where not.</summary>
    public string? ProblemAt(DateTimeOffset now) =>
        now - QueuedUtc > Outbox.LongestDelivery ? $"An event could not be delivered for more than a quarter of an hour. {LastProblem}".TrimEnd() : null;
}
