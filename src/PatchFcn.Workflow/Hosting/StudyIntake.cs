using System.Collections.Concurrent;
using System.Diagnostics;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Hosting;

/// <summary>Takes up what arrives at the embedded host, and knows what is at work and what waits.</summary>
internal sealed class StudyIntake
{
    /// <summary>How long an upload is left alone that another host has, or with which something did not work.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>How long an upload that is finished is held to be: another host may have been asked to analyse it again, and may be gone.</summary>
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(1);

    private readonly StudyServices _services;
    private readonly StudyHostOptions _options;
    private readonly IHostLog _log;
    private readonly StudyRunner _runner;
    private readonly ConcurrentDictionary<string, Run> _running = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new();
    private readonly SemaphoreSlim _freed = new(0);
    private volatile KnownUploads _known;

    /// <param name="services">What the host is made of.</param>
    /// <param name="options">How it works.</param>
    /// <param name="log">What it does is told here.</param>
    public StudyIntake(StudyServices services, StudyHostOptions options, IHostLog log)
    {
        (_services, _options, _log, _runner) = (services, options, log, new StudyRunner(services, Progressed));
        _known = new KnownUploads(services.Clock.GetUtcNow());
        Waiting = new WaitingStudies(0, null, services.Clock.GetUtcNow(), false);
    }

    /// <inheritdoc cref="StudyHost.Running"/>
    public IReadOnlyDictionary<string, StudyProgress?> Running => _running.ToDictionary(run => run.Key, run => run.Value.Progress);

    /// <inheritdoc cref="StudyHost.Waiting"/>
    public WaitingStudies Waiting { get; private set; }

    /// <summary>How many uploads have arrived and are not finished, at work or not, as far as the host knows.</summary>
    public int Unfinished => Waiting.Count + _running.Count;

    /// <inheritdoc cref="StudyHost.Stop"/>
    public bool Stop(string key)
    {
        if (!_running.TryGetValue(key, out var run))
            return false;
        run.Stop.Cancel();
        return true;
    }

    /// <inheritdoc cref="StudyHost.RerunAsync"/>
    public async Task<bool> RerunAsync(FinishedStudy study, CancellationToken cancellation)
    {
        var upload = await _services.ForgetAsync(study, cancellation);
        _known = new KnownUploads(_services.Clock.GetUtcNow());
        return upload is not null;
    }

    /// <summary>Waits until nothing is at work any more.</summary>
    public Task SettleAsync() => Task.WhenAll(_running.Values.Select(run => run.Work));

    /// <summary>
    /// Takes up what has arrived; the next look is due when a place is free, or after a while. To list thousands of uploads every second, or for every study, would slow down the studies at work: with no
    /// room, and as long as there is more to take up from the last listing, it lists now and then alone, to know what waits.
    /// </summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        await TakeUpAsync(cancellation);
        await _freed.WaitAsync(Room == 0 ? _options.Sweep : _options.Poll, cancellation);
    }

    /// <summary>How many more studies can be at work.</summary>
    private int Room => Math.Max(0, _options.Studies - _running.Values.Count(run => run.IsAnalysing));

    /// <summary>Starts what has arrived and is not finished, as far as there is room: for studies at work, and on the disk.</summary>
    private async Task TakeUpAsync(CancellationToken cancellation)
    {
        var due = _known.Due;
        if ((due.Count == 0 && Room > 0) || _services.Clock.GetUtcNow() - Waiting.LookedUtc > _options.Sweep)
            due = await ListAsync(cancellation);
        var lacksSpace = _services.Storage.FreeBytes() < _options.LeastFreeBytes;
        var left = Waiting.Count;
        for (var room = lacksSpace ? 0 : Room; room > 0 && due.TryDequeue(out var arrival); room--, left--)
            Start(arrival, cancellation);
        Waiting = Waiting with { Count = left, LacksSpace = lacksSpace };
        if (lacksSpace && left > 0)
            throw new IOException($"Less than {_options.LeastFreeBytes >> 20} MiB are free: {left} studies wait until there is more.");
    }

    /// <summary>
    /// Looks what waits, for room or for the end of a pause, and since when anything waits for its end, at work or not: what fails again and again is always in one or the other.
    /// </summary>
    /// <returns>What can be taken up, in its order. Whoever takes it up looks whether it is still there to take.</returns>
    private async Task<Queue<StudyArrival>> ListAsync(CancellationToken cancellation)
    {
        var now = _services.Clock.GetUtcNow();
        if (now - _known.SinceUtc > Trust)
            _known = new KnownUploads(now);
        var (due, paused, arrived, known) = (new List<StudyArrival>(), 0, new List<DateTimeOffset?>(), _known);
        IReadOnlySet<string>? finished = null;
        await foreach (var arrival in _services.Storage.Studies.ListAsync("", cancellation))
        {
            if (known.Finished.ContainsKey(arrival.Key))
                continue;
            if (_notBefore.GetValueOrDefault(arrival.Key) > now)
                paused++;
            else if (!_running.ContainsKey(arrival.Key))
            {
                // All marks in one look: thousands may wait.
                finished ??= await _services.Marks.ListKeysAsync(cancellation);
                if (finished.Contains(arrival.Key))
                {
                    known.Finished[arrival.Key] = true;
                    _notBefore.TryRemove(arrival.Key, out _);
                    continue;
                }
                due.Add(arrival);
            }
            arrived.Add(arrival.ArrivedUtc);
        }
        known.Due = new(due.Count > Room ? (await _services.Ledger.OrderAsync(due, cancellation)).Select(it => it.Arrival) : due);
        Waiting = new WaitingStudies(due.Count + paused, arrived.Min(), _services.Clock.GetUtcNow(), Waiting.LacksSpace);
        return known.Due;
    }

    private void Start(StudyArrival arrival, CancellationToken cancellation)
    {
        var run = new Run();
        _running[arrival.Key] = run;
        run.Work = Task.Run(async () =>
        {
            await RunAsync(arrival, run.Stop.Token, cancellation);
            _running.TryRemove(arrival.Key, out _);
            _freed.Release();
        }, CancellationToken.None);
    }

    private async Task RunAsync(StudyArrival arrival, CancellationToken stop, CancellationToken cancellation)
    {
        var (watch, known) = (Stopwatch.StartNew(), _known);
        try
        {
            if (await _runner.RunAsync(arrival, stop, cancellation) is not { } study)
            {
                // Another host has it: meanwhile there are others.
                _notBefore[arrival.Key] = _services.Clock.GetUtcNow() + Pause;
                return;
            }
            known.Finished[arrival.Key] = true;
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

    private void Progressed(string key, StudyProgress progress)
    {
        if (_running.TryGetValue(key, out var run))
        {
            if (run.Progress is null)
                _log.Started(key);
            var wasAnalysing = run.IsAnalysing;
            run.Progress = progress;
            if (wasAnalysing && !run.IsAnalysing)
                _freed.Release();
        }
        _log.Progressed(key, progress);
    }

    /// <summary>
    /// What is known of uploads, so that inbox and marks are not listed at every look. Where one is to be analysed again all is forgotten, and whatever began before that adds to what was forgotten.
    /// </summary>
    private sealed record KnownUploads(DateTimeOffset SinceUtc)
    {
        public ConcurrentDictionary<string, bool> Finished { get; } = new();

        /// <summary>What can be taken up, in its order.</summary>
        public Queue<StudyArrival> Due { get; set; } = new();
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
