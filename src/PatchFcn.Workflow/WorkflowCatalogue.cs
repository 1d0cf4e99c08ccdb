using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Workflow;

/// <summary>Why the workflow itself ends a study, with what a clinician is told. The names are part of the contract.</summary>
public static class WorkflowCatalogue
{
    /// <summary>Name of the reason where the software failed and the study is not to blame.</summary>
    public const string InternalFailure = "internalFailure";

    /// <summary>Somebody stopped the run.</summary>
    public static Refusal Cancelled { get; } = new("cancelled", $"The run was cancelled. {Unaided.Advice} It can be started again.");

    /// <summary>A step failed.</summary>
    public static Refusal Failed(string problem) => new(InternalFailure, $"The software failed; the study is not to blame. {problem}");

    /// <summary>Hosts died over the upload, or could not read it, again and again.</summary>
    public static Refusal GivenUp(int attempts) => new(InternalFailure, $"The analysis was abandoned after {attempts} {(attempts == 1 ? "attempt" : "attempts")}.");

    /// <summary>The run took too long.</summary>
    public static Refusal TimeLimit(TimeSpan limit) => new("timeLimit", $"The analysis was not finished after {limit.TotalMinutes:0} minutes. {Unaided.Advice}");
}
