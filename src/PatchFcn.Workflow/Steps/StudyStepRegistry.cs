using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Delivery;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>Says what every step of <see cref="StudySteps"/> does.</summary>
public static class StudyStepRegistry
{
    /// <summary>The steps of a host.</summary>
    /// <param name="sources">Reads uploads.</param>
    /// <param name="model">The model of the host.</param>
    /// <param name="work">Where artifacts between the steps are kept.</param>
    /// <param name="results">Where results are written.</param>
    /// <param name="alerts">Who is told; null: nobody.</param>
    /// <param name="studiesInMemory">Stripped studies kept in memory, at least 1.</param>
    /// <param name="receiver">Who is to have the DICOM objects of requests that ask for it; null: nobody.</param>
    public static StepRegistry Create(
        SourceStudies sources, LoadedModel model, IArtifactStore work, IArtifactStore results, StudyAlerts? alerts = null, int studiesInMemory = 1, StowClient? receiver = null)
    {
        var studies = new StrippedStudies(work, model, studiesInMemory);
        var aggregated = new AggregatedStudies(sources, studies, model, work, studiesInMemory);
        return new StepRegistry()
            .Add(StudySteps.Ingest, new IngestStep(sources).RunAsync)
            .Add(StudySteps.StripSlab, new StripSlabStep(sources, work).RunAsync)
            .Add(StudySteps.JoinBrain, OnModel<JoinRequest, StrippedBrain>(new JoinBrainStep(sources, studies, work).RunAsync))
            .Add(StudySteps.ScoreSlice, OnModel<SliceRequest, ScoredSlice>(new ScoreSliceStep(studies, model, work).RunAsync))
            .Add(StudySteps.Aggregate, OnModel<AggregateRequest, StudyOutcome>(new AggregateStep(sources, studies, aggregated, model, work, results).RunAsync))
            .Add(StudySteps.Conclude, OnModel<ConcludeRequest, StudyOutcome>(new ConcludeStep(sources, model, work, alerts).RunAsync))
            .Add(StudySteps.WriteResult, OnModel<WriteRequest, WrittenResult>(new WriteResultStep(sources, aggregated, model, results).RunAsync))
            .Add(StudySteps.Seal, OnModel<SealRequest, WrittenResult>(new SealStep(sources, model, work, results).RunAsync))
            .Add(StudySteps.Alert, OnModel<AlertRequest, AlertTold>(new AlertStep(alerts).RunAsync))
            .Add(StudySteps.Deliver, new DeliverStep(receiver, results).RunAsync);

        // A run that an engine keeps may outlive the model it began with. It breaks off then, its end included, and its upload is taken up again with the new one.
        Func<TInput, CancellationToken, Task<StepResult<TOutput>>> OnModel<TInput, TOutput>(Func<TInput, CancellationToken, Task<StepResult<TOutput>>> run)
            where TInput : IOfStudy
            where TOutput : class =>
            (input, cancellation) => input.Study.Settings.Model == model.Reference
                ? run(input, cancellation)
                : Task.FromResult<StepResult<TOutput>>(new StepFailure("The run began with another model than this host has.", Retriable: false));
    }
}
