using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Functions;

/// <summary>One activity for every step of <see cref="StudySteps"/>, named like it.</summary>
/// <param name="steps">What the steps do.</param>
/// <param name="log">Where failures are told.</param>
public sealed class StepActivities(StepRegistry steps, ILogger<StepActivities> log)
{
    /// <inheritdoc cref="StudySteps.Ingest"/>
    [Function(nameof(StudySteps.Ingest))]
    public Task<Answered<IngestedStudy>> Ingest([ActivityTrigger] StudyRequest input, CancellationToken cancellation) =>
        RunAsync(StudySteps.Ingest, input, cancellation);

    /// <inheritdoc cref="StudySteps.StripSlab"/>
    [Function(nameof(StudySteps.StripSlab))]
    public Task<Answered<StrippedSlab>> StripSlab([ActivityTrigger] SlabRequest input, CancellationToken cancellation) =>
        RunAsync(StudySteps.StripSlab, input, cancellation);

    /// <inheritdoc cref="StudySteps.JoinBrain"/>
    [Function(nameof(StudySteps.JoinBrain))]
    public Task<Answered<StrippedBrain>> JoinBrain([ActivityTrigger] JoinRequest input, CancellationToken cancellation) =>
        RunAsync(StudySteps.JoinBrain, input, cancellation);

    /// <inheritdoc cref="StudySteps.ScoreSlice"/>
    [Function(nameof(StudySteps.ScoreSlice))]
    public Task<Answered<ScoredSlice>> ScoreSlice([ActivityTrigger] SliceRequest input, CancellationToken cancellation) =>
        RunAsync(StudySteps.ScoreSlice, input, cancellation);

    /// <inheritdoc cref="StudySteps.Aggregate"/>
    [Function(nameof(StudySteps.Aggregate))]
    public Task<Answered<StudyOutcome>> Aggregate([ActivityTrigger] AggregateRequest input, CancellationToken cancellation) =>
        RunAsync(StudySteps.Aggregate, input, cancellation);

    /// <inheritdoc cref="StudySteps.Conclude"/>
    [Function(nameof(StudySteps.Conclude))]
    public Task<Answered<StudyOutcome>> Conclude([ActivityTrigger] ConcludeRequest input, CancellationToken cancellation) =>
        RunAsync(StudySteps.Conclude, input, cancellation);

    /// <inheritdoc cref="StudySteps.WriteResult"/>
    [Function(nameof(StudySteps.WriteResult))]
    public Task<Answered<WrittenResult>> WriteResult([ActivityTrigger] WriteRequest input, CancellationToken cancellation) =>
        RunAsync(StudySteps.WriteResult, input, cancellation);

    /// <inheritdoc cref="StudySteps.Seal"/>
    [Function(nameof(StudySteps.Seal))]
    public Task<Answered<WrittenResult>> Seal([ActivityTrigger] SealRequest input, CancellationToken cancellation) =>
        RunAsync(StudySteps.Seal, input, cancellation);

    /// <inheritdoc cref="StudySteps.Alert"/>
    [Function(nameof(StudySteps.Alert))]
    public Task<Answered<AlertTold>> Alert([ActivityTrigger] AlertRequest input, CancellationToken cancellation) =>
        RunAsync(StudySteps.Alert, input, cancellation);

    /// <inheritdoc cref="StudySteps.Deliver"/>
    [Function(nameof(StudySteps.Deliver))]
    public Task<Answered<DeliveryAccount>> Deliver([ActivityTrigger] DeliverRequest input, CancellationToken cancellation) =>
        RunAsync(StudySteps.Deliver, input, cancellation);

    /// <inheritdoc cref="StudySteps.Finish"/>
    [Function(nameof(StudySteps.Finish))]
    public Task<Answered<FinishedStudy>> Finish([ActivityTrigger] FinishRequest input, CancellationToken cancellation) =>
        RunAsync(StudySteps.Finish, input, cancellation);

    private async Task<Answered<TOutput>> RunAsync<TInput, TOutput>(Step<TInput, TOutput> step, TInput input, CancellationToken cancellation)
        where TOutput : class =>
        new(Answered<TOutput>.QuestionOf(step, input), await TryAsync(step, input, cancellation));

    private async Task<StepResult<TOutput>> TryAsync<TInput, TOutput>(Step<TInput, TOutput> step, TInput input, CancellationToken cancellation)
        where TOutput : class
    {
        try
        {
            return await steps.RunAsync(step, input, cancellation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            var failure = StepFailure.Of(step.Name, problem);
            log.LogError("{Failure}", failure.Message);
            return failure;
        }
    }
}
