using System.Text.Json.Serialization;
using PatchFcn.Core.Studies;
using PatchFcn.Inference.Scoring;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Workflow;

/// <summary>What is to be analysed, and how.</summary>
/// <param name="InstanceId">Hash of what was uploaded, the model and the settings: the same request has the same id.</param>
/// <param name="Upload">Reference to the upload, understood by the host's <see cref="Sources.IUploads"/>.</param>
/// <param name="Settings">How to analyse it.</param>
public sealed record StudyRequest(string InstanceId, string Upload, AnalysisSettings Settings)
{
    /// <summary>When it was uploaded; null where nobody knows. No part of the instance id.</summary>
    public DateTimeOffset? UploadedUtc { get; init; }

    /// <summary>Whether the DICOM objects are delivered at the end. No part of the instance id: it changes no result.</summary>
    public bool Deliver { get; init; }
}

/// <summary>What a step of a study is asked for.</summary>
internal interface IOfStudy
{
    /// <summary>The study.</summary>
    StudyRequest Study { get; }
}

/// <summary>Choices that change a result, all of them part of the instance id.</summary>
/// <param name="Model">Name and SHA-256 of the model, so that a step never runs another one.</param>
/// <param name="Grid">Which patches are looked at.</param>
/// <param name="OperatingPoint">Name of the operating point.</param>
public sealed record AnalysisSettings(ModelReference Model, ScoringGrid Grid, string OperatingPoint)
{
    /// <summary>Whether the probability is written as a fractional segmentation, too.</summary>
    public bool Fractional { get; init; }

    /// <summary>Whether results are made without what tells whose study it is.</summary>
    public bool Deidentify { get; init; }

    /// <summary>Whether both give the same scores and volumes of the same images: the others only decide what is written.</summary>
    public bool MeasuresLike(AnalysisSettings other) => (Model, Grid, OperatingPoint) == (other.Model, other.Grid, other.OperatingPoint);
}

/// <summary>Names a model package beyond doubt.</summary>
/// <param name="Name">Name of the package.</param>
/// <param name="Sha256">SHA-256 of its network, lower-case hexadecimal.</param>
public sealed record ModelReference(string Name, string Sha256)
{
    /// <summary>SHA-256 of its <c>model.json</c>, lower-case hexadecimal: thresholds, window and scale change a result as the weights do. Null in results of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? ManifestSha256 { get; init; }
}

/// <summary>What ingest found out.</summary>
/// <param name="ResultPath">Path of the results in the store of results.</param>
/// <param name="SliceCount">Slices of the chosen series.</param>
/// <param name="Slabs">How the slices are shared out for skull stripping.</param>
public sealed record IngestedStudy(string ResultPath, int SliceCount, IReadOnlyList<SlabRange> Slabs);

/// <summary>Neighbouring slices.</summary>
/// <param name="First">Index of the first.</param>
/// <param name="Count">How many, at least 1.</param>
public sealed record SlabRange(int First, int Count);

/// <summary>One slab of a study to strip.</summary>
public sealed record SlabRequest(StudyRequest Study, SlabRange Slab);

/// <summary>What one slab gave.</summary>
/// <param name="Artifact">Path of the slab's candidate masks.</param>
public sealed record StrippedSlab(string Artifact);

/// <summary>The slabs of a study to join.</summary>
public sealed record JoinRequest(StudyRequest Study, IReadOnlyList<StrippedSlab> Slabs) : IOfStudy;

/// <summary>The brain of a study, ready to be scored.</summary>
/// <param name="BrainVolumeMl">Intracranial volume, mL.</param>
/// <param name="ScoringOrder">The analysis slices in the order in which they are scored: all of them, the likeliest to raise the alarm first.</param>
/// <param name="Warnings">What skull stripping and the densities of the brain have to say.</param>
public sealed record StrippedBrain(double BrainVolumeMl, IReadOnlyList<int> ScoringOrder, IReadOnlyList<StudyWarning> Warnings);

/// <summary>One analysis slice to score.</summary>
public sealed record SliceRequest(StudyRequest Study, int Slice) : IOfStudy;

/// <summary>What one analysis slice gave; its maps and patch scores are in its artifact.</summary>
/// <param name="Slice">Index of the analysis slice.</param>
/// <param name="Score">The largest combined patch score of the slice, 0..1.</param>
/// <param name="Alarm">The alarm, where the score is at or above the operating point; else null.</param>
public sealed record ScoredSlice(int Slice, double Score, Alarm? Alarm);

/// <summary>What raised the alarm.</summary>
/// <param name="Score">The score that reached the operating point, 0..1.</param>
/// <param name="Images">The slices as acquired that carry it; empty where an earlier version raised the alarm.</param>
public sealed record Alarm(double Score, ReportedSliceRange Images)
{
    /// <summary>The score where a slice as acquired carries it, else null.</summary>
    public double? ScoreOf(int image) => image >= Images.First && image <= Images.Last ? Score : null;
}

/// <summary>Everything that was learnt about a study, to be put together.</summary>
public sealed record AggregateRequest(
    StudyRequest Study, StrippedBrain Brain, IReadOnlyList<ScoredSlice> Slices, IReadOnlyDictionary<string, double> Timings) : IOfStudy;

/// <summary>A study that ends without an analysis.</summary>
/// <param name="Study">The study.</param>
/// <param name="Reason">Why.</param>
/// <param name="Alarm">The slice that had reached the operating point before the end; null where none had.</param>
/// <param name="Warnings">What is worth knowing beside the reason.</param>
/// <param name="Timings">Milliseconds of each stage that ended.</param>
public sealed record ConcludeRequest(
    StudyRequest Study, Refusal Reason, Alarm? Alarm, IReadOnlyList<StudyWarning> Warnings, IReadOnlyDictionary<string, double> Timings) : IOfStudy;

/// <summary>The result of a study in a few words; all of it is in <c>report.json</c>.</summary>
/// <param name="Status">How far the analysis came.</param>
/// <param name="ResultPath">Path of the results in the store of results.</param>
/// <param name="Reason">Why the study was not analysed; null where it was.</param>
/// <param name="Score">Stack score, 0..1; null where not analysed.</param>
/// <param name="Positive">Whether the score is at or above the operating point; null where not analysed.</param>
/// <param name="VolumeMl">Volume of all findings, mL; null where not analysed.</param>
public sealed record StudyOutcome(
    ReportStatus Status, string ResultPath, Refusal? Reason, double? Score, bool? Positive, double? VolumeMl)
{
    /// <summary>Where the study was made; null where no series was read.</summary>
    public ReportedScanner? Scanner { get; init; }

    /// <summary>Findings that are listed: marks of a size worth it; null where not analysed.</summary>
    public int? Findings { get; init; }

    /// <summary>Whether a part of the head is missing from the images or was not analysed.</summary>
    public bool InPart { get; init; }

    /// <summary>Whether there is a report: not where the upload was given up.</summary>
    public bool HasReport { get; init; } = true;

    /// <summary>The operating point that the score is held against, 0..1; null where no model was asked, and in outcomes of earlier versions.</summary>
    public double? Threshold { get; init; }

    /// <summary>What it was analysed with; null where no model was asked, and in outcomes of earlier versions.</summary>
    public ResultModel? Model { get; init; }
}

/// <summary>The model that made a result.</summary>
/// <param name="Name">Name of the package.</param>
/// <param name="Version">Version of the weights.</param>
/// <param name="IntendedUse"><c>demonstration</c>, <c>research</c> or <c>clinical</c>.</param>
public sealed record ResultModel(string Name, string Version, string IntendedUse);

/// <summary>One result file to write.</summary>
/// <param name="Study">The study.</param>
/// <param name="ResultPath">Path of the results in the store of results.</param>
/// <param name="Format">Which one.</param>
public sealed record WriteRequest(StudyRequest Study, string ResultPath, ResultFormat Format) : IOfStudy;

/// <summary>Files that were written, relative to the result path.</summary>
public sealed record WrittenResult(IReadOnlyList<WrittenFile> Files);

/// <summary>A file and its hash.</summary>
/// <param name="Name">Path relative to the result path.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record WrittenFile(string Name, string Sha256);

/// <summary>What can be written of a result.</summary>
public enum ResultFormat
{
    /// <summary><c>report.json</c></summary>
    Json,

    /// <summary><c>report.html</c></summary>
    Html,

    /// <summary><c>fhir.json</c></summary>
    Fhir,

    /// <summary><c>overlays/*.png</c></summary>
    Overlays,

    /// <summary><c>probability.nii.gz</c></summary>
    Probability,

    /// <summary><c>segmentation.dcm</c></summary>
    Segmentation,

    /// <summary><c>measurements.dcm</c></summary>
    Measurements,

    /// <summary><c>keyobjects.dcm</c></summary>
    KeyObjects,

    /// <summary><c>captures/*.dcm</c></summary>
    Captures,

    /// <summary><c>probability.dcm</c>, where it is asked for.</summary>
    Fractional,
}

/// <summary>A result that is complete and is to be sealed.</summary>
public sealed record SealRequest(StudyRequest Study, StudyOutcome Outcome, IReadOnlyList<WrittenFile> Files) : IOfStudy;

/// <summary>A sealed result whose DICOM objects are to be delivered.</summary>
public sealed record DeliverRequest(StudyRequest Study, string ResultPath);

/// <summary>A run that has come to its end.</summary>
public sealed record FinishRequest(StudyRequest Study, StudyOutcome Outcome);

/// <summary>Something to tell of a study: a slice that has reached the operating point, or its end.</summary>
/// <param name="Study">The study.</param>
/// <param name="ResultPath">Path of the results in the store of results.</param>
/// <param name="Alarm">The alarm of the first slice that reached the operating point; null at the end of a study.</param>
/// <param name="Outcome">How the study ended; null while it is being scored.</param>
public sealed record AlertRequest(StudyRequest Study, string ResultPath, Alarm? Alarm, StudyOutcome? Outcome) : IOfStudy;

/// <summary>What became of it.</summary>
/// <param name="Kept">Whether it was kept and queued; not so where nobody is to be told.</param>
public sealed record AlertTold(bool Kept);
