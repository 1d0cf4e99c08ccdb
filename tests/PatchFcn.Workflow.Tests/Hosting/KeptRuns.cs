using System.Collections.Concurrent;
using PatchFcn.Core.Studies;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>An engine that keeps its runs by itself, in this process: each is the workflow on the embedded engine, then the step that finishes it. A run can be made to break off or to hang.</summary>
internal sealed class KeptRuns(StudyServices services) : IStudyEngine
{
    private readonly ConcurrentDictionary<string, (Task Work, CancellationTokenSource Stop)> _runs = new();

    public enum Fate
    {
        Ends,
        BreaksOff,
        Hangs,
    }

    public Fate Next { get; set; }

    /// <summary>The model the next runs begin with; null: that of the services.</summary>
    public ModelReference? Model { get; set; }

    public int Started => StartedInOrder.Count;

    /// <summary>The uploads of the runs, in the order in which they were started.</summary>
    public List<string> StartedInOrder { get; } = [];

    public List<Refusal> Stops { get; } = [];

    public Task<IReadOnlyDictionary<string, StudyProgress?>> ListAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, StudyProgress?>>(_runs.Where(it => !it.Value.Work.IsCompleted).ToDictionary(it => it.Key, _ => (StudyProgress?)null));

    public Task<bool> IsRunningAsync(string instance, CancellationToken cancellation) => Task.FromResult(_runs.TryGetValue(instance, out var run) && !run.Work.IsCompleted);

    public Task StartAsync(StudyRequest request, CancellationToken cancellation)
    {
        StartedInOrder.Add(request.Upload);
        request = Model is null ? request : request with { Settings = request.Settings with { Model = Model } };
        var stop = new CancellationTokenSource();
        _runs[request.InstanceId] = (RunAsync(request, Next, stop.Token), stop);
        return Task.CompletedTask;
    }

    public Task StopAsync(string instance, Refusal reason, CancellationToken cancellation)
    {
        Stops.Add(reason);
        return Task.CompletedTask;
    }

    public Task TerminateAsync(string instance, CancellationToken cancellation) => _runs[instance].Stop.CancelAsync();

    public Task PurgeAsync(DateTimeOffset before, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Waits until no run is at work, however it ended.</summary>
    public async Task SettleAsync()
    {
        foreach (var (work, _) in _runs.Values)
            await work.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task RunAsync(StudyRequest request, Fate fate, CancellationToken stop)
    {
        await Task.Yield();
        if (fate == Fate.BreaksOff)
            throw new InvalidOperationException("The run broke off.");
        if (fate == Fate.Hangs)
            await Task.Delay(Timeout.Infinite, stop);
        await using var engine = new EmbeddedEngine(services.Steps, 2, null, stop);
        var outcome = await StudyWorkflow.RunAsync(engine, request);
        await engine.RunAsync(StudySteps.Finish, new FinishRequest(request, outcome));
    }
}
