using System.Text.Json;
using Azure.Messaging;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Alerts;

/// <summary>
/// Events on their way. An event is first queued for every sink, in the storage, and only then delivered: whatever happens to the host, it is delivered at least once,
/// always with the same id. Each sink has its own queue, so that one that is down holds up no other; within a queue the events of a study keep their order. In a queue an event is a file
/// that is named by its id: queued again, by the same host after a crash or by another, it waits once.
/// </summary>
/// <param name="storage">Where the queues are.</param>
/// <param name="sinks">Who is to know.</param>
/// <param name="clock">The time.</param>
/// <param name="audit">Keeps who was told; may be null.</param>
public sealed class Outbox(StudyStorage storage, IReadOnlyList<IAlertSink> sinks, TimeProvider clock, AuditLog? audit = null)
{
    private const string Folder = "_outbox";

    private readonly SemaphoreSlim _queued = new(0);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>What waits for each sink, for those who ask again and again.</summary>
    private readonly List<CachedRecords<QueuedEvent>> _waiting = [.. sinks.Select(sink => new CachedRecords<QueuedEvent>(storage.Results, FolderOf(sink), clock))];

    /// <summary>Queues an event for every sink. One with the same id that waits already stays as it is.</summary>
    public Task QueueAsync(CloudEvent alert, CancellationToken cancellation) => QueueAsync(alert, isFirst: false, cancellation);

    /// <summary>Queues an event for every sink; the time to the first word about a run is measured.</summary>
    internal async Task QueueAsync(CloudEvent alert, bool isFirst, CancellationToken cancellation)
    {
        var entry = new QueuedEvent(BinaryData.FromObjectAsJson(alert).ToString(), 0, clock.GetUtcNow()) { IsFirst = isFirst };
        foreach (var sink in sinks)
            await storage.Results.TryCreateJsonAsync($"{FolderOf(sink)}/{alert.Id}.json", entry, cancellation);
        _queued.Release();
    }

    /// <summary>Waits until something is queued on this host, at most for a while.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => _queued.WaitAsync(longest, cancellation);

    /// <summary>The oldest event that waits; null where none waits.</summary>
    public async Task<WaitingEvent?> OldestAsync(CancellationToken cancellation)
    {
        var waiting = new List<WaitingEvent>();
        foreach (var queue in _waiting)
            waiting.AddRange((await queue.ListAsync(cancellation)).Select(it => new WaitingEvent(it.Record.ToAlert().Time!.Value, it.Record.LastProblem)));
        return waiting.MinBy(it => it.QueuedUtc);
    }

    /// <summary>Delivers what is due. Where another host is about it for a sink, that sink is left to it. What the storage refuses for one event holds up its study alone.</summary>
    /// <returns>How many events were delivered.</returns>
    /// <exception cref="AggregateException">What the storage refused.</exception>
    public async Task<int> DeliverAsync(CancellationToken cancellation)
    {
        var delivered = await Task.WhenAll(sinks.Select(sink => DeliverAsync(sink, cancellation)));
        return delivered.Sum();
    }

    private async Task<int> DeliverAsync(IAlertSink sink, CancellationToken cancellation)
    {
        if (!await storage.Results.ListAsync(FolderOf(sink), cancellation).AnyAsync(cancellation) || await storage.Leases.TryTakeAsync("outbox-" + sink.Name, cancellation) is not { } lease)
            return 0;
        await using (lease)
        {
            var (delivered, heldUp, problems) = (0, new HashSet<string>(), new List<Exception>());
            foreach (var (path, entry, alert) in await ReadAsync(sink, cancellation))
            {
                if (lease.Lost.IsCancellationRequested)
                    break;
                try
                {
                    if (heldUp.Contains(alert.Subject ?? "") || !await DeliverAsync(sink, path, entry, alert, cancellation))
                        heldUp.Add(alert.Subject ?? "");
                    else
                        delivered++;
                }
                catch (Exception problem) when (StepFailure.IsOfTheStorage(problem))
                {
                    heldUp.Add(alert.Subject ?? "");
                    problems.Add(problem);
                }
            }
            return problems.Count == 0 ? delivered : throw new AggregateException(problems);
        }
    }

    /// <summary>What waits for a sink, as it happened.</summary>
    private async Task<List<(string Path, QueuedEvent Entry, CloudEvent Alert)>> ReadAsync(IAlertSink sink, CancellationToken cancellation) =>
        await storage.Results.ReadAllJsonAsync<QueuedEvent>(FolderOf(sink), cancellation)
            .Select(it => (it.Path, it.Record, Alert: it.Record.ToAlert()))
            .OrderBy(it => it.Alert.Time)
            .ToListAsync(cancellation);

    private async Task<bool> DeliverAsync(IAlertSink sink, string path, QueuedEvent entry, CloudEvent alert, CancellationToken cancellation)
    {
        if (entry.NotBefore > clock.GetUtcNow())
            return false;
        try
        {
            await sink.SendAsync(alert, cancellation);
            if (entry.IsFirst)
                Measure(alert);
            await ForgetAsync(sink, path, alert);
            return true;
        }
        catch (AlertDeliveryException) when (alert.Type == StudyAlerts.HeartbeatType)
        {
            // A heartbeat that comes late says nothing, and they would pile up.
            await storage.Results.DeleteAsync(path, cancellation);
            return false;
        }
        catch (AlertDeliveryException problem)
        {
            var wait = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, entry.Attempts), LongestWait.TotalSeconds));
            await storage.Results.WriteJsonAsync(path, entry with { Attempts = entry.Attempts + 1, NotBefore = clock.GetUtcNow() + wait, LastProblem = problem.Message }, cancellation);
            return false;
        }
    }

    /// <summary>Takes an event that was sent out of its queue, whatever happens: a log that cannot be written, or a host that stops, must not make it be told again and again.</summary>
    private async Task ForgetAsync(IAlertSink sink, string path, CloudEvent alert)
    {
        try
        {
            if (audit is not null && alert.Type != StudyAlerts.HeartbeatType)
                await audit.AppendAsync(AuditActions.Told, [("event", alert.Id), ("type", alert.Type), ("about", alert.Subject), ("sink", sink.Name)], CancellationToken.None);
        }
        finally
        {
            await storage.Results.DeleteAsync(path, CancellationToken.None);
        }
    }

    private static string FolderOf(IAlertSink sink) => $"{Folder}/{sink.Name}";

    private void Measure(CloudEvent alert)
    {
        if (alert.Data!.ToObjectFromJson<AlertData>(JsonSerializerOptions.Web) is { UploadedUtc: { } uploaded })
            StudyTelemetry.Delivered(alert.Type, uploaded, clock.GetUtcNow());
    }

    /// <summary>An event that waits.</summary>
    /// <param name="Event">The CloudEvent as JSON.</param>
    /// <param name="Attempts">How often it was refused.</param>
    /// <param name="NotBefore">When it is tried next.</param>
    private sealed record QueuedEvent(string Event, int Attempts, DateTimeOffset NotBefore)
    {
        /// <summary>Whether it is the first word about a run.</summary>
        public bool IsFirst { get; init; }

        /// <summary>Why it was refused last; null where it was not.</summary>
        public string? LastProblem { get; init; }

        public CloudEvent ToAlert() => CloudEvent.Parse(BinaryData.FromString(Event))!;
    }
}

/// <summary>An event on its way.</summary>
/// <param name="QueuedUtc">When it was queued.</param>
/// <param name="LastProblem">Why it was refused last, by host name and status; null where it was not.</param>
public sealed record WaitingEvent(DateTimeOffset QueuedUtc, string? LastProblem);
