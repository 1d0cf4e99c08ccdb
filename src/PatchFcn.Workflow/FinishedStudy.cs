using System.Text.Json.Serialization;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Workflow;

/// <summary>How a study ended.</summary>
/// <param name="Instance">Instance id of the run.</param>
/// <param name="ResultPath">Where its results lie.</param>
/// <param name="Status">How far the analysis came.</param>
/// <param name="Reason">Stable name of the reason where it did not come to its end.</param>
/// <param name="Score">Stack score; null where not analysed.</param>
/// <param name="Positive">Whether it reaches the operating point; null where not analysed.</param>
/// <param name="VolumeMl">Volume of all findings, mL; null where not analysed.</param>
/// <param name="FinishedUtc">When.</param>
public sealed record FinishedStudy(
    string Instance, string ResultPath, ReportStatus Status, string? Reason, double? Score, bool? Positive, double? VolumeMl, DateTimeOffset FinishedUtc)
{
    /// <summary>The study's name in paths.</summary>
    [JsonIgnore]
    public string Study => StudyNames.PartsOf(ResultPath).Study;

    /// <summary>The reason in a sentence; null where it came to its end, and in marks of earlier versions.</summary>
    public string? Message { get; init; }

    /// <summary>When it was uploaded; null where nobody knows.</summary>
    public DateTimeOffset? UploadedUtc { get; init; }

    /// <summary>When the first event of it was told; null where nobody was to be told.</summary>
    public DateTimeOffset? ToldUtc { get; init; }

    /// <summary>Whether there is a report: not where the upload was given up.</summary>
    public bool HasReport { get; init; } = true;

    /// <summary>Where it was made; null where no series was read.</summary>
    public ReportedScanner? Scanner { get; init; }

    /// <summary>Findings that are listed; null where not analysed, or not known of an older run.</summary>
    public int? Findings { get; init; }

    /// <summary>Whether a part of the head is missing from the images or was not analysed; not known of an older run.</summary>
    public bool InPart { get; init; }

    /// <summary>Whether anything is marked that is large enough to be listed; specks are not. Of older runs only the volume is known.</summary>
    [JsonIgnore]
    public bool IsMarked => Findings is { } findings ? findings > 0 : VolumeMl > 0;

    /// <summary>The operating point that the score is held against, 0..1; null where no model was asked, and in marks of earlier versions.</summary>
    public double? Threshold { get; init; }

    /// <summary>What it was analysed with; null where no model was asked, and in marks of earlier versions.</summary>
    public ResultModel? Model { get; init; }

    /// <summary>What the model that made the result is for; what nobody knows, as of older runs, is a demonstration.</summary>
    [JsonIgnore]
    public string IntendedUse => Model?.IntendedUse ?? Core.Studies.IntendedUse.Demonstration;

    /// <summary>What the archive took; null where nothing was to be delivered.</summary>
    public DeliverySummary? Delivery { get; init; }

    /// <summary>From the outcome of a run.</summary>
    public static FinishedStudy Of(StudyRequest request, StudyOutcome outcome, DateTimeOffset? told, DateTimeOffset now) => new(
        request.InstanceId, outcome.ResultPath, outcome.Status, outcome.Reason?.Name, outcome.Score, outcome.Positive, outcome.VolumeMl, now)
    {
        Message = outcome.Reason?.Message,
        UploadedUtc = request.UploadedUtc,
        ToldUtc = told,
        Scanner = outcome.Scanner,
        Findings = outcome.Findings,
        InPart = outcome.InPart,
        HasReport = outcome.HasReport,
        Threshold = outcome.Threshold,
        Model = outcome.Model,
    };
}

/// <summary>What an archive took of a result.</summary>
/// <param name="Taken">DICOM objects it has.</param>
/// <param name="Objects">DICOM objects there are.</param>
/// <param name="Problem">What became of the first it did not take; null where it has all.</param>
public sealed record DeliverySummary(int Taken, int Objects, string? Problem)
{
    /// <summary>Of a delivery that was asked for, from its account, which is null where none was kept.</summary>
    internal static DeliverySummary Of(DeliveryAccount? account) => account is null ? new(0, 0, "Nothing was delivered, and there is no account of why.") : new(
        account.Objects.Count(it => it.Taken), account.Objects.Count, account.Objects.FirstOrDefault(it => !it.Taken)?.Account);
}
