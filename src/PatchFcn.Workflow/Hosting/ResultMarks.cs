using System.Text.Json.Serialization;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Delivery;

namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// What has been finished, in the store of results, where no purge looks: by upload, so that a host knows at a glance what is left to do, and by instance, so that the
/// same study, uploaded again under any name, is not analysed or told of twice.
/// </summary>
/// <param name="results">The store of results.</param>
/// <param name="clock">The time.</param>
public sealed class ResultMarks(IArtifactStore results, TimeProvider clock)
{
    private const string Uploads = "_uploads";

    private readonly CachedRecords<FinishedStudy> _uploads = new(results, Uploads, clock);

    /// <summary>How an upload ended; null where it has not.</summary>
    public Task<FinishedStudy?> FindUploadAsync(string key, CancellationToken cancellation) =>
        results.ReadJsonAsync<FinishedStudy>($"{Uploads}/{key}.json", cancellation);

    /// <summary>How a run ended; null where it has not.</summary>
    public Task<FinishedStudy?> FindInstanceAsync(string instance, CancellationToken cancellation) =>
        results.ReadJsonAsync<FinishedStudy>(InstancePath(instance), cancellation);

    /// <summary>Marks a run as finished; the first mark stays.</summary>
    /// <returns>Whether this was the first.</returns>
    public Task<bool> FinishInstanceAsync(FinishedStudy study, CancellationToken cancellation) =>
        results.TryCreateJsonAsync(InstancePath(study.Instance), study, cancellation);

    /// <summary>Marks an upload as finished.</summary>
    public Task FinishUploadAsync(string key, FinishedStudy study, CancellationToken cancellation) =>
        results.WriteJsonAsync($"{Uploads}/{key}.json", study, cancellation);

    /// <summary>The keys of all uploads that were finished.</summary>
    public async Task<IReadOnlySet<string>> ListKeysAsync(CancellationToken cancellation)
    {
        var keys = new HashSet<string>();
        await foreach (var artifact in results.ListAsync(Uploads, cancellation))
            keys.Add(Path.GetFileNameWithoutExtension(artifact.Path));
        return keys;
    }

    /// <summary>Every upload that was finished.</summary>
    public async Task<IReadOnlyList<(string Key, FinishedStudy Study)>> ListAsync(CancellationToken cancellation) =>
        [.. (await _uploads.ListAsync(cancellation)).Select(mark => (Path.GetFileNameWithoutExtension(mark.Path), mark.Record))];

    /// <summary>Forgets how a run and its uploads ended, so that they are analysed again.</summary>
    public async Task ForgetAsync(IEnumerable<string> keys, FinishedStudy study, CancellationToken cancellation)
    {
        await results.DeleteAsync(InstancePath(study.Instance), cancellation);
        foreach (var key in keys)
            await results.DeleteAsync($"{Uploads}/{key}.json", cancellation);
    }

    private static string InstancePath(string instance) => $"_instances/{StudyNames.Short(instance)}.json";
}

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
    public string Study => Results.ResultPath.Parts(ResultPath).Study;

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
