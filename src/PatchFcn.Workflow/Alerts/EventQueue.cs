using Azure.Messaging;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Alerts;

/// <summary>
/// The events on their way to one sink, in the storage. The events of a study keep their order. An event is a file that is named by its id: queued again, by the same host after a crash or by
/// another, it waits once.
/// </summary>
public sealed class EventQueue
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>How long another host is left to deliver. What was queued here meanwhile may have come too late for it.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    private readonly StudyStorage _storage;
    private readonly IAlertSink _sink;
    private readonly TimeProvider _clock;
    private readonly AuditLog? _audit;
    private readonly SemaphoreSlim _queued = new(0);

    /// <summary>When something is to be tried again, as far as the last round knows.</summary>
    private DateTimeOffset _again = DateTimeOffset.MaxValue;

    internal EventQueue(StudyStorage storage, IAlertSink sink, TimeProvider clock, AuditLog? audit) =>
        (_storage, _sink, _clock, _audit, Folder) = (storage, sink, clock, audit, $"{Outbox.Folder}/{sink.Name}");

    /// <summary>Where it is kept.</summary>
    internal string Folder { get; }

    /// <summary>Queues an event. One with the same id that waits already stays as it is.</summary>
    internal async Task AddAsync(string id, QueuedEvent entry, CancellationToken cancellation)
    {
        await _storage.Results.TryCreateJsonAsync($"{Folder}/{id}.json", entry, cancellation);
        _queued.Release();
    }

    /// <summary>Waits until something is queued on this host, or what was refused is due; at most for a while, for another host may have died and left events.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellation)
    {
        await _queued.WaitAsync(TimeSpan.FromTicks(Math.Clamp((_again - _clock.GetUtcNow()).Ticks, 0, longest.Ticks)), cancellation);
        while (_queued.Wait(TimeSpan.Zero, cancellation))
        {
            // One round delivers all that was queued.
        }
    }

    /// <summary>Delivers what is due. Where another host is about it, it is left to that. What the storage refuses for one event holds up its study alone.</summary>
    /// <returns>How many events were delivered.</returns>
    /// <exception cref="AggregateException">What the storage refused.</exception>
    public async Task<int> DeliverAsync(CancellationToken cancellation)
    {
        _again = DateTimeOffset.MaxValue;
        if (await _storage.Leases.TryTakeAsync("outbox-" + _sink.Name, cancellation) is not { } lease)
        {
            Postpone(_clock.GetUtcNow() + Turn);
            return 0;
        }
        await using (lease)
        {
            var (delivered, heldUp, problems) = (0, new HashSet<string>(), new List<Exception>());
            foreach (var (path, entry, alert) in await ReadAsync(cancellation))
            {
                if (lease.Lost.IsCancellationRequested)
                {
                    Postpone(_clock.GetUtcNow() + Turn);
                    break;
                }
                try
                {
                    if (heldUp.Contains(alert.Subject ?? "") || !await DeliverAsync(path, entry, alert, cancellation))
                        heldUp.Add(alert.Subject ?? "");
                    else
                        delivered++;
                }
                catch (Exception problem) when (StorageFailure.IsOne(problem))
                {
                    heldUp.Add(alert.Subject ?? "");
                    problems.Add(problem);
                }
            }
            return problems.Count == 0 ? delivered : throw new AggregateException(problems);
        }
    }

    /// <summary>What waits, as it happened.</summary>
    private async Task<List<(string Path, QueuedEvent Entry, CloudEvent Alert)>> ReadAsync(CancellationToken cancellation) =>
        await _storage.Results.ReadAllJsonAsync<QueuedEvent>(Folder, cancellation)
            .Select(it => (it.Path, it.Record, Alert: it.Record.ToAlert()))
            .OrderBy(it => it.Alert.Time)
            .ToListAsync(cancellation);

    private async Task<bool> DeliverAsync(string path, QueuedEvent entry, CloudEvent alert, CancellationToken cancellation)
    {
        if (entry.NotBefore > _clock.GetUtcNow())
        {
            Postpone(entry.NotBefore);
            return false;
        }
        try
        {
            await _sink.SendAsync(alert, cancellation);
            if (entry.IsFirst)
                Measure(alert);
            await ForgetAsync(path, alert);
            return true;
        }
        catch (AlertDeliveryException) when (alert.Type == StudyAlerts.HeartbeatType)
        {
            // A heartbeat that comes late says nothing, and they would pile up.
            await _storage.Results.DeleteAsync(path, cancellation);
            return false;
        }
        catch (AlertDeliveryException problem)
        {
            var again = _clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(Math.Pow(2, entry.Attempts), LongestWait.TotalSeconds));
            await _storage.Results.WriteJsonAsync(path, entry with { Attempts = entry.Attempts + 1, NotBefore = again, LastProblem = problem.Message }, cancellation);
            Postpone(again);
            return false;
        }
    }

    private void Postpone(DateTimeOffset until) => _again = until < _again ? until : _again;

    /// <summary>Takes an event that was sent out of its queue, whatever happens: a log that cannot be written, or a host that stops, must not make it be told again and again.</summary>
    private async Task ForgetAsync(string path, CloudEvent alert)
    {
        try
        {
            if (_audit is not null && alert.Type != StudyAlerts.HeartbeatType)
                await _audit.AppendAsync(AuditActions.Told, [("event", alert.Id), ("type", alert.Type), ("about", alert.Subject), ("sink", _sink.Name)], CancellationToken.None);
        }
        finally
        {
            await _storage.Results.DeleteAsync(path, CancellationToken.None);
        }
    }

    private void Measure(CloudEvent alert)
    {
        if (alert.Data!.ToObjectFromJson<AlertData>(StudyJson.Options) is { UploadedUtc: { } uploaded })
            StudyTelemetry.Delivered(alert.Type, uploaded, _clock.GetUtcNow());
    }
}
