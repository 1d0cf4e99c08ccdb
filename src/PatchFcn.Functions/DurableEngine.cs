using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PatchFcn.Core.Studies;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Functions;

/// <summary>Durable Functions as the engine that keeps the runs.</summary>
/// <param name="client">The client of a function.</param>
public sealed class DurableEngine(DurableTaskClient client) : IStudyEngine
{
    private static readonly OrchestrationRuntimeStatus[] Running = [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running];
    private static readonly OrchestrationRuntimeStatus[] Over =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, StudyProgress?>> ListAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<string, StudyProgress?>();
        await foreach (var run in client.GetAllInstancesAsync(new OrchestrationQuery(Statuses: Running, FetchInputsAndOutputs: true)).WithCancellation(cancellation))
            found[run.InstanceId] = run.ReadCustomStatusAs<StudyProgress>();
        return found;
    }

    /// <inheritdoc/>
    public async Task<bool> IsRunningAsync(string instance, CancellationToken cancellation) =>
        await client.GetInstanceAsync(instance, cancellation) is { IsCompleted: false };

    /// <inheritdoc/>
    public Task StartAsync(StudyRequest request, CancellationToken cancellation) =>
        client.ScheduleNewOrchestrationInstanceAsync(nameof(AnalyzeStudy), request, new StartOrchestrationOptions(request.InstanceId), cancellation);

    /// <inheritdoc/>
    public Task StopAsync(string instance, Refusal reason, CancellationToken cancellation) =>
        client.RaiseEventAsync(instance, AnalyzeStudy.StopEvent, reason, cancellation);

    /// <inheritdoc/>
    public Task TerminateAsync(string instance, CancellationToken cancellation) => client.TerminateInstanceAsync(instance, cancellation);

    /// <inheritdoc/>
    public Task PurgeAsync(DateTimeOffset before, CancellationToken cancellation) =>
        client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: before, Statuses: Over), cancellation);
}
