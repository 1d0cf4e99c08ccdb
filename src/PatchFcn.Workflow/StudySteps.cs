using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow;

/// <summary>The steps of a study, by name and type. What they do is in <c>Steps/</c>.</summary>
public static class StudySteps
{
    /// <summary>Which series, which slices, why not the others.</summary>
    public static Step<StudyRequest, IngestedStudy> Ingest { get; } = new("Ingest");

    /// <summary>Candidate masks of one slab of slices.</summary>
    public static Step<SlabRequest, StrippedSlab> StripSlab { get; } = new("StripSlab");

    /// <summary>One brain from all slabs, at the physical scale of the model.</summary>
    public static Step<JoinRequest, StrippedBrain> JoinBrain { get; } = new("JoinBrain");

    /// <summary>One analysis slice and its neighbours through the network.</summary>
    public static Step<SliceRequest, ScoredSlice> ScoreSlice { get; } = new("ScoreSlice");

    /// <summary>Mask, findings, volumes and stack score of an analysed study.</summary>
    public static Step<AggregateRequest, StudyOutcome> Aggregate { get; } = new("Aggregate");

    /// <summary>The result of a study that ends without an analysis.</summary>
    public static Step<ConcludeRequest, StudyOutcome> Conclude { get; } = new("Conclude");

    /// <summary>One format of the result.</summary>
    public static Step<WriteRequest, WrittenResult> WriteResult { get; } = new("WriteResult");

    /// <summary>The manifest that seals the result.</summary>
    public static Step<SealRequest, WrittenResult> Seal { get; } = new("Seal");

    /// <summary>Tells those who are to know.</summary>
    public static Step<AlertRequest, AlertTold> Alert { get; } = new("Alert");

    /// <summary>Delivers the DICOM objects of a result, where anybody is to have them.</summary>
    public static Step<DeliverRequest, DeliveryAccount> Deliver { get; } = new("Deliver");

    /// <summary>Marks the run as finished. No step of the workflow: a host that takes runs to their end in one process needs no step for it.</summary>
    public static Step<FinishRequest, FinishedStudy> Finish { get; } = new("Finish");
}
