using PatchFcn.Workflow.Alerts;

namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// Tells the truth about a host: whether its model scores as it did when it was first started here, whether it reaches the storage, and whether studies or events have been waiting for
/// too long. Nothing of a patient is in it.
/// </summary>
/// <param name="services">What the host is made of.</param>
/// <param name="host">The host.</param>
public sealed class HostHealth(StudyServices services, StudyHost host)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan SelfTestLasts = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly SelfTest _selfTest = new(services.Model, services.Settings, services.Storage.Results);
    private (DateTimeOffset At, string? Problem) _tested;

    /// <summary>How the host is.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellation)
    {
        var (now, queue) = (services.Clock.GetUtcNow(), host.Waiting);
        var undelivered = await OldestEventAsync(cancellation);
        var model = services.Model.Manifest;
        var found = Problems(now, queue, undelivered);
        if (await SelfTestAsync(now, cancellation) is { } failed)
            found.Add(failed);
        return new HealthReport(
            found.Count == 0 ? "ok" : "failing", found, $"{model.Name} {model.Version}", model.IntendedUse, host.Running.Count, queue.Count,
            (now - queue.OldestUtc)?.TotalSeconds, (now - undelivered?.QueuedUtc)?.TotalSeconds, services.Storage.FreeBytes());
    }

    /// <summary>What is wrong as far as it costs nothing to know, a sentence each: all but the self-test, for a worklist that asks every two seconds.</summary>
    public async Task<IReadOnlyList<string>> NoticeAsync(CancellationToken cancellation) => Problems(services.Clock.GetUtcNow(), host.Waiting, await OldestEventAsync(cancellation));

    private static List<string> Problems(DateTimeOffset now, WaitingStudies queue, WaitingEvent? undelivered)
    {
        string?[] problems =
        [
            now - queue.LookedUtc > LongestSilence ? "The storage is out of reach, or listing it takes too long." : null,
            queue.LacksSpace ? "The disk is nearly full: no study is taken up." : null,
            now - queue.OldestUtc > LongestWait ? "A study has been waiting for more than half an hour." : null,
            undelivered?.ProblemAt(now),
        ];
        return [.. problems.OfType<string>()];
    }

    private async Task<WaitingEvent?> OldestEventAsync(CancellationToken cancellation)
    {
        try
        {
            return await services.Outbox.OldestAsync(cancellation);
        }
        catch (Exception problem) when (StorageFailure.IsOne(problem))
        {
            // Then the storage is out of reach, and that is said.
            return null;
        }
    }

    private async Task<string?> SelfTestAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            // What failed may have passed, for example a storage that hung: only what is well is believed for a while.
            if (_tested.At == default || _tested.Problem is not null || now - _tested.At > SelfTestLasts)
                _tested = (now, await _selfTest.RunAsync(cancellation));
            return _tested.Problem;
        }
        finally
        {
            _turn.Release();
        }
    }
}

/// <summary>How a host is.</summary>
/// <param name="Status"><c>ok</c> or <c>failing</c>.</param>
/// <param name="Problems">What is wrong, a sentence each.</param>
/// <param name="Model">Name and version.</param>
/// <param name="IntendedUse">What the model is for.</param>
/// <param name="Running">Studies at work.</param>
/// <param name="Waiting">Studies that wait.</param>
/// <param name="OldestWaitingSeconds">How long the oldest has been waiting for its end, at work or not; null where none is.</param>
/// <param name="OldestEventSeconds">How long the oldest event has been on its way; null where none is.</param>
/// <param name="FreeBytes">Free space of the storage; null where nobody knows.</param>
public sealed record HealthReport(
    string Status, IReadOnlyList<string> Problems, string Model, string IntendedUse, int Running, int Waiting, double? OldestWaitingSeconds, double? OldestEventSeconds, long? FreeBytes);

/// <summary>The uploads that wait.</summary>
/// <param name="Count">How many.</param>
/// <param name="OldestUtc">When the oldest that has not come to its end came, at work or not; null where there is none.</param>
/// <param name="LookedUtc">When the host last looked.</param>
/// <param name="LacksSpace">Whether they wait because the disk is nearly full.</param>
public sealed record WaitingStudies(int Count, DateTimeOffset? OldestUtc, DateTimeOffset LookedUtc, bool LacksSpace);
