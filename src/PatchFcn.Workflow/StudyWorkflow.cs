using PatchFcn.Core.Studies;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow;

/// <summary>From an upload to sealed results and those who are told: the one workflow that every host runs.</summary>
public static class StudyWorkflow
{
    /// <summary>Analyses a study. It always ends with an outcome and its report; a study that cannot be analysed never ends in silence.</summary>
    public static async Task<StudyOutcome> RunAsync(IStudyContext context, StudyRequest request)
    {
        var run = new StudyRun(context, request);
        return await EndAsync(run, await AnalyzeAsync(run));
    }

    /// <summary>Ends a study without looking at it any further, for example because its run was cancelled. An end that is kept stands, and so do its results; whoever was not told of it yet is told.</summary>
    public static async Task<StudyOutcome> StopAsync(IStudyContext context, StudyRequest request, Refusal reason)
    {
        var run = new StudyRun(context, request);
        var outcome = await run.ConcludeAsync(reason);
        if (outcome.Reason == reason)
            return await EndAsync(run, outcome);
        await run.TellAsync(outcome);
        return outcome;
    }

    /// <summary>The same without the results: what they are written from is in the artifacts.</summary>
    internal static async Task<StudyOutcome> AnalyzeAsync(StudyRun run)
    {
        try
        {
            var study = await run.IngestAsync();
            var brain = await run.StripSkullAsync(study);
            var slices = await run.ScoreSlicesAsync(study, brain);
            return await run.AggregateAsync(brain, slices);
        }
        catch (StudyStoppedException stopped)
        {
            return await run.ConcludeAsync(stopped.Reason);
        }
    }

    private static async Task<StudyOutcome> EndAsync(StudyRun run, StudyOutcome outcome)
    {
        await run.WriteResultsAsync(outcome);
        await run.TellAsync(outcome);
        await run.DeliverAsync(outcome);
        return outcome;
    }
}
