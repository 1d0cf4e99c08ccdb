using PatchFcn.Core.Studies;

namespace PatchFcn.Workflow.Engine;

/// <summary>
/// How a step ended: with a value, with a refusal of the study (never retried), or with a failure. Exactly one of the three is set.
/// Steps say this in a record because exceptions do not cross an engine with their type.
/// </summary>
/// <param name="Value">What the step made.</param>
/// <param name="Refusal">Why the study cannot be analysed.</param>
/// <param name="Failure">What went wrong.</param>
public sealed record StepResult<T>(T? Value, Refusal? Refusal, StepFailure? Failure)
    where T : class
{
    /// <summary>A step that did its work.</summary>
    public static implicit operator StepResult<T>(T value) => new(value, null, null);

    /// <summary>A step that found that the study cannot be analysed.</summary>
    public static implicit operator StepResult<T>(Refusal refusal) => new(null, refusal, null);

    /// <summary>A step that failed.</summary>
    public static implicit operator StepResult<T>(StepFailure failure) => new(null, null, failure);
}

/// <summary>Why a step failed.</summary>
/// <param name="Message">One sentence without patient identifiers.</param>
/// <param name="Retriable">Whether the same step may succeed later.</param>
public sealed record StepFailure(string Message, bool Retriable)
{
    /// <summary>What an exception comes to. Of the exception only the kind is told, because its message could hold what identifies a patient.</summary>
    /// <param name="step">Name of the step.</param>
    /// <param name="problem">What it threw.</param>
    public static StepFailure Of(string step, Exception problem)
    {
        var cause = CauseOf(problem);
        return new($"{step} failed: {cause.GetType().Name} in {cause.TargetSite?.DeclaringType?.Name}.", StorageFailure.IsOne(problem));
    }

    /// <summary>Of many that failed side by side the first that is no matter of the storage, or the first.</summary>
    private static Exception CauseOf(Exception problem) =>
        problem is AggregateException { InnerExceptions: [var first, ..] all } ? CauseOf(all.FirstOrDefault(one => !StorageFailure.IsOne(one)) ?? first) : problem;
}
