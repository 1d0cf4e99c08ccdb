using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PatchFcn.Core.Studies;
using PatchFcn.Workflow;

namespace PatchFcn.Functions;

/// <summary>The orchestration: the one workflow on the durable engine.</summary>
public static class AnalyzeStudy
{
    /// <summary>Name of the event that ends a run with a report that says why; its payload is a <see cref="Refusal"/>.</summary>
    public const string StopEvent = "Stop";

    /// <summary>From an upload to results, events and the mark that it is finished.</summary>
    /// <param name="context">The durable engine.</param>
    /// <param name="request">What to analyse; its id is the id of the orchestration.</param>
    [Function(nameof(AnalyzeStudy))]
    public static async Task<StudyOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StudyRequest request)
    {
        var stop = context.WaitForExternalEvent<Refusal>(StopEvent);
        var outcome = await AnalyzeAsync(context, request, stop);
        await new DurableStudyContext(context).RunAsync(StudySteps.Finish, new FinishRequest(request, outcome));
        await context.CallActivityAsync(UploadTriggers.TakeUpNext, request.InstanceId);
        return outcome;
    }

    private static async Task<StudyOutcome> AnalyzeAsync(TaskOrchestrationContext context, StudyRequest request, Task<Refusal> stop)
    {
        var steps = new DurableStudyContext(context, stop);
        try
        {
            return await StudyWorkflow.RunAsync(steps, request);
        }
        catch (OperationCanceledException) when (stop.IsCompleted)
        {
            await steps.SettleAsync();
            return await StudyWorkflow.StopAsync(new DurableStudyContext(context), request, await stop);
        }
    }
}
