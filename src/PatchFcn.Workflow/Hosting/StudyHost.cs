using System.Collections.Concurrent;
using System.Diagnostics;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// The embedded host: takes up what arrives, delivers events, tells again of what nobody has acknowledged, says that it lives, and tidies up. Several hosts may share one
/// storage. It may be killed at any moment.
/// </summary>
public sealed class StudyHost
{
    /// <summary>How long it waits after something did not work.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>How long an upload that is finished is held to be: another host may have been asked to analyse it again, and may be gone.</summary>
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(1);

    private readonly StudyServices _services;
    private readonly StudyHostOptions _options;
    private readonly IHostLog _log;
    private readonly StudyRunner _runner;
    private readonly HostChores _chores;
    private readonly ConcurrentDictionary<string, Run> _running = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new();
    private readonly SemaphoreSlim _ended = new(0);
    private volatile FinishedUploads _done;
    private WaitingStudies _queue;

    /// <param name="services">What the host is made of.</param>
    /// <param name="options">How it works.</param>
    /// <param name="log">What it does is told here.</param>
    public StudyHost(StudyServices services, StudyHostOptions options, IHostLog log)
    {
        (_services, _options, _log) = (services, options, log);
        _done = new FinishedUploads(services.Clock.GetUtcNow());
        _queue = new WaitingStudies(0, null, services.Clock.GetUtcNow(), false);
        (_runner, _chores) = (new StudyRunner(services, Progressed), new HostChores(services, options.Name));
    }

    /// <summary>The uploads at work, by key, and how far each has come.</summary>
    public IReadOnlyDictionary<string, StudyProgress?> Running => _running.ToDictionary(run => run.Key, run => run.Value.Progress);

    /// <summary>The uploads that wait, as far as the host knows.</summary>
    public WaitingStudies Waiting => _queue;

    /// <summary>Ends the run of an upload with a report that says so.</summary>
    /// <returns>Whether this host is at it.</returns>
    public bool Stop(string key)
    {
        if (!_running.TryGetValue(key, out var run))
            return false;
        run.Stop.Cancel();
        return true;
    }

    /// <summary>Analyses an upload once more.</summary>
    /// <returns>Whether the upload is still there; nothing is changed where it is gone.</returns>
    public async Task<bool> RerunAsync(FinishedStudy study, CancellationToken cancellation)
    {
        var upload = await _services.ForgetAsync(study, cancellation);
        _done = new FinishedUploads(_services.Clock.GetUtcNow());
        return upload is not null;
    }

    /// <summary>Works until it is cancelled; studies at work are broken off then and taken up again at the next start.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await AuditStartAsync(cancellation);
            await Task.WhenAll(
                EveryAsync("look for studies", TimeSpan.Zero, LookAsync, cancellation),
                Task.WhenAll(_services.Outbox.Queues.Select(queue => EveryAsync("deliver events", TimeSpan.Zero, token => DeliverAsync(queue, token), cancellation))),
                EveryAsync("hand events over", TimeSpan.FromMinutes(1), _services.Outbox.TakeOverAsync, cancellation),
                EveryAsync("escalate", _options.Poll, _services.Alerts.EscalateAsync, cancellation),
                EveryAsync("send a heartbeat", _options.Heartbeat, token => _chores.BeatAsync(_queue.Count + _running.Count, token), cancellation),
                EveryAsync("tidy up", TimeSpan.FromHours(1), token => _chores.PurgeAsync(_options.KeepWork, token), cancellation));
        }
        finally
        {
            await Task.WhenAll(_running.Values.Select(run => run.Work));
        }
    }

    private async Task AuditStartAsync(CancellationToken cancellation)
    {
        try
        {
            var model = _services.Model.Manifest;
            await _services.Audit.AppendAsync(
                AuditActions.HostStarted, [("software", SoftwareVersion.Current), ("model", model.Name), ("modelVersion", model.Version), ("modelSha256", model.Sha256)], cancellation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // A storage out of reach at the start is no reason not to wait for it.
            _log.Failed("keep the audit log", problem);
        }
    }

    private async Task EveryAsync(string what, TimeSpan pause, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await work(cancellation);
                await Task.Delay(pause, _services.Clock, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                _log.Failed(what, problem);
                await Task.Delay(Pause, _services.Clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Takes up what has arrived; the next look is due when a run has ended, whose place is free, or after a while.</summary>
    private async Task LookAsync(CancellationToken cancellation)
    {
        await TakeUpAsync(cancellation);
        await _ended.WaitAsync(_options.Poll, cancellation);
    }

    /// <summary>Starts what has arrived and is not finished, as far as there is room: for studies at work, and on the disk.</summary>
    private async Task TakeUpAsync(CancellationToken cancellation)
    {
        var (waiting, oldest) = await FindUnfinishedAsync(cancellation);
        var due = waiting.Where(arrival => _notBefore.GetValueOrDefault(arrival.Key) <= _services.Clock.GetUtcNow()).ToList();
        var room = Math.Max(0, _options.Studies - _running.Values.Count(run => run.IsAnalysing));
        if (room > 0 && due.Count > room)
            due = [.. (await _services.Ledger.OrderAsync(due, cancellation)).Select(it => it.Arrival)];
        var lacksSpace = _services.Storage.FreeBytes() < _options.LeastFreeBytes;
        var started = lacksSpace ? 0 : Math.Min(room, due.Count);
        foreach (var arrival in due.Take(started))
            Start(arrival, cancellation);
        _queue = new WaitingStudies(waiting.Count - started, oldest, _services.Clock.GetUtcNow(), lacksSpace);
        if (lacksSpace && waiting.Count > 0)
            throw new IOException($"Less than {_options.LeastFreeBytes >> 20} MiB are free: {waiting.Count} studies wait until there is more.");
    }

    /// <summary>What waits, for room or for the end of a pause, and since when anything waits for its end, at work or not: what fails again and again is always in one or the other.</summary>
    private async Task<(List<StudyArrival> Waiting, DateTimeOffset? OldestUtc)> FindUnfinishedAsync(CancellationToken cancellation)
    {
        if (_services.Clock.GetUtcNow() - _done.SinceUtc > Trust)
            _done = new FinishedUploads(_services.Clock.GetUtcNow());
        var (waiting, arrived, done) = (new List<StudyArrival>(), new List<DateTimeOffset?>(), _done);
        IReadOnlySet<string>? finished = null;
        await foreach (var arrival in _services.Storage.Studies.ListAsync("", cancellation))
        {
            if (done.Keys.ContainsKey(arrival.Key))
                continue;
            if (!_running.ContainsKey(arrival.Key))
            {
                // All marks in one look: thousands may wait.
                finished ??= await _services.Marks.ListKeysAsync(cancellation);
                if (finished.Contains(arrival.Key))
                {
                    done.Keys[arrival.Key] = true;
                    _notBefore.TryRemove(arrival.Key, out _);
                    continue;
                }
                waiting.Add(arrival);
            }
            arrived.Add(arrival.ArrivedUtc);
        }
        return (waiting, arrived.Min());
    }

    private void Start(StudyArrival arrival, CancellationToken cancellation)
    {
        var run = new Run();
        _running[arrival.Key] = run;
        run.Work = Task.Run(async () =>
        {
            await RunAsync(arrival, run.Stop.Token, cancellation);
            _running.TryRemove(arrival.Key, out _);
            _ended.Release();
        }, CancellationToken.None);
    }

    private async Task RunAsync(StudyArrival arrival, CancellationToken stop, CancellationToken cancellation)
    {
        var (watch, done) = (Stopwatch.StartNew(), _done);
        try
        {
            _log.Started(arrival.Key);
            if (await _runner.RunAsync(arrival, stop, cancellation) is not { } study)
            {
                // Another host has it: meanwhile there are others.
                _notBefore[arrival.Key] = _services.Clock.GetUtcNow() + Pause;
                return;
            }
            done.Keys[arrival.Key] = true;
            _notBefore.TryRemove(arrival.Key, out _);
            _log.Finished(arrival.Key, study, watch.Elapsed);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Taken up again at the next start.
        }
        catch (Exception problem)
        {
            _notBefore[arrival.Key] = _services.Clock.GetUtcNow() + Pause;
            _log.Failed($"analyse {arrival.Key}", problem);
        }
    }

    private async Task DeliverAsync(EventQueue queue, CancellationToken cancellation)
    {
        await queue.DeliverAsync(cancellation);
        await queue.WaitAsync(_options.Poll, cancellation);
    }

    private void Progressed(string key, StudyProgress progress)
    {
        if (_running.TryGetValue(key, out var run))
            run.Progress = progress;
        _log.Progressed(key, progress);
    }

    /// <summary>
    /// Finished uploads, so that marks are not listed at every look. An upload that is to be analysed again is forgotten with all others, and whatever began before that adds to what was forgotten.
    /// </summary>
    private sealed record FinishedUploads(DateTimeOffset SinceUtc)
    {
        public ConcurrentDictionary<string, bool> Keys { get; } = new();
    }

    private sealed class Run
    {
        public CancellationTokenSource Stop { get; } = new();

        public Task Work { get; set; } = Task.CompletedTask;

        public StudyProgress? Progress { get; set; }

        /// <summary>A study that waits for an archive alone keeps no other from being analysed.</summary>
        public bool IsAnalysing => Progress?.Stage != Stage.Deliver;
    }
}
