using System.Text.Json;
using PatchFcn.Core.Hashing;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Functions;

/// <summary>
/// What an activity answers, and to which question. Azure Storage hands out the activities of an orchestrator's turn before it keeps the turn. Where the host dies in between, the turn is taken again,
/// perhaps in another order, and an answer to the lost one arrives under the number of another activity: the score of slice 13 as that of slice 6.
/// </summary>
/// <param name="Question">Stands for the step and its input.</param>
/// <param name="Result">How the step ended.</param>
public sealed record Answered<T>(string Question, StepResult<T> Result)
    where T : class
{
    /// <summary>What stands for a step and its input: the same input has the same, before and after it has travelled as JSON.</summary>
    public static string QuestionOf<TInput>(Step<TInput, T> step, TInput input) =>
        StudyNames.Short(Digest.Of([.. JsonSerializer.SerializeToUtf8Bytes(step.Name), .. JsonSerializer.SerializeToUtf8Bytes(input, StudyJson.Options)]));
}
