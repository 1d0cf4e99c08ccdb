using PatchFcn.Core.Studies;

namespace PatchFcn.Workflow;

/// <summary>Leaves the straight path of the workflow; never crosses an engine.</summary>
internal sealed class StudyStoppedException(Refusal reason) : Exception(reason.Message)
{
    /// <summary>Why the study ends here.</summary>
    public Refusal Reason { get; } = reason;
}
