using PatchFcn.Core;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Hosting.Pages;
using PatchFcn.Workflow.Hosting.Readings;

namespace PatchFcn.Workflow.Hosting;

/// <summary>What the HTTP interface of every host does, without HTTP.</summary>
/// <param name="services">What the host is made of.</param>
public sealed class StudyApi(StudyServices services)
{
    /// <summary>What is said where a study cannot be analysed once more.</summary>
    public const string UploadIsGone = "The upload of this study is gone, so it stays as it is. Upload it again, then ask once more.";

    private readonly VerdictBook _verdicts = new(services.Storage.Results, services.Clock);

    /// <summary>All studies that were finished, the most urgent first.</summary>
    public async Task<IReadOnlyList<ListedStudy>> ListAsync(CancellationToken cancellation)
    {
        var runs = await RunsAsync(cancellation);
        var verdicts = await _verdicts.ListAsync(cancellation);
        return ListedStudy.Sort(runs.GroupBy(run => run.Study).SelectMany(Listed));

        IEnumerable<ListedStudy> Listed(IGrouping<string, FinishedStudy> study)
        {
            var newest = study.MaxBy(run => run.FinishedUtc);
            var isAlone = study.Count() == 1;
            return study.Select(run => new ListedStudy(run.Study, run, [.. verdicts[run.ResultPath]]) { IsNewest = isAlone ? null : run == newest });
        }
    }

    /// <summary>The worklist.</summary>
    /// <param name="newest">How many studies to list that are not urgent, the newest of them; null: all.</param>
    /// <param name="cancellation">Stops the listing.</param>
    public async Task<Worklist> WorklistAsync(int? newest, CancellationToken cancellation)
    {
        var untold = await services.Outbox.UntoldAsync(cancellation);
        return Worklist.Of([.. (await ListAsync(cancellation)).Select(study => study with { IsUntold = untold.Contains(study.Run.Instance) })], newest);
    }

    /// <summary>What readers said, by site and scanner.</summary>
    public async Task<VerdictSummary> SummariseAsync(CancellationToken cancellation) => new(VerdictTally.Of(await ListAsync(cancellation)));

    /// <summary>All verdicts as CSV.</summary>
    public async Task<string> ExportAsync(CancellationToken cancellation) => VerdictCsv.Write(await ListAsync(cancellation));

    /// <summary>What every operating point costs and misses.</summary>
    /// <param name="prevalence">Share of studies with a bleed, between 0 and 1.</param>
    /// <param name="studiesPerDay">Head CTs a day.</param>
    /// <exception cref="UsageException">A number is out of its range.</exception>
    public BudgetTable Budget(double prevalence, double studiesPerDay) => AlertBudgets.Of(services.Model.Manifest, services.Settings, prevalence, studiesPerDay);

    /// <summary>One study with its runs, events and verdicts; null where there is none.</summary>
    public async Task<StudyDetails?> FindAsync(string study, CancellationToken cancellation)
    {
        if (await NewestAsync(study, cancellation) is not { } run)
            return null;
        var events = await ReadAllAsync<AlertData>(ToldEvents.Folder(run.ResultPath));
        return new StudyDetails(study, run, [.. events.OrderBy(told => told.Rerun).ThenBy(told => told.ToldUtc).ThenBy(told => told.Sequence)], await ReadAllAsync<StoredVerdict>(VerdictBook.FolderOf(run)));

        async Task<IReadOnlyList<T>> ReadAllAsync<T>(string folder)
            where T : class =>
            await services.Storage.Results.ReadAllJsonAsync<T>(folder, cancellation).Select(it => it.Record).ToListAsync(cancellation);
    }

    /// <summary>Opens a result file, such as <c>report.json</c> of the newest run of a study; null where there is none.</summary>
    /// <param name="path">Its path in the store of results.</param>
    /// <param name="caller">Who asks for it, as the host knows them, for the audit log; null where it does not.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="UsageException">The path is not one of an artifact.</exception>
    public async Task<Stream?> OpenAsync(string path, string? caller, CancellationToken cancellation)
    {
        try
        {
            if (path is ['_' or '.', ..])
                return null;
            var file = await services.Storage.Results.OpenReadAsync(path, cancellation);
            try
            {
                await NoteReadAsync(path, caller, cancellation);
                return file;
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private async Task NoteReadAsync(string path, string? caller, CancellationToken cancellation)
    {
        if (path.Split('/') is [var study, var instance, (ResultNames.Report or ResultNames.Page) and var file])
            await services.Audit.AppendAsync(AuditActions.Read, [("study", study), ("result", instance), ("file", file), ("caller", caller)], cancellation);
    }

    /// <summary>The media type of a result file.</summary>
    public static string ContentTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".json" => "application/json",
        ".html" => HostPages.ContentType,
        ".png" => "image/png",
        ".dcm" => "application/dicom",
        _ => "application/octet-stream",
    };

    /// <summary>Keeps what a reader says of a run, the newest of the study unless another is named; any verdict acknowledges its finding, and that of no other run.</summary>
    /// <param name="study">The study.</param>
    /// <param name="verdict">What the reader says, who they say they are included.</param>
    /// <param name="caller">Who gives it, as the host knows them, for the audit log; null where it does not.</param>
    /// <param name="cancellation">Cancels, until the first of it is kept.</param>
    /// <returns>Whether there is such a study, with such a run.</returns>
    /// <exception cref="UsageException">The verdict is none that can be given, or is about an end that a rerun has replaced.</exception>
    public async Task<bool> JudgeAsync(string study, GivenVerdict verdict, string? caller, CancellationToken cancellation)
    {
        if (verdict.Problem is { } problem)
            throw new UsageException(problem);
        var runs = await RunsAsync(study, cancellation);
        if (runs.FirstOrDefault(run => verdict.Instance is null || run.Instance == verdict.Instance) is not { } judged)
            return false;
        if (verdict.FinishedUtc is { } seen && seen != judged.FinishedUtc)
            throw new UsageException("The study was analysed again meanwhile. Look at it once more.");
        // All or nothing: who gives it may close the page meanwhile.
        await _verdicts.KeepAsync(judged, verdict, CancellationToken.None);
        await services.Audit.AppendAsync(AuditActions.Verdict, [.. AuditSubjects.Verdict(judged, verdict), ("caller", caller)], CancellationToken.None);
        await services.Alerts.AcknowledgeAsync(judged.Instance, CancellationToken.None);
        return true;
    }

    /// <summary>Keeps that somebody has ended a run.</summary>
    /// <param name="key">The run, as it stands in the list of those at work.</param>
    /// <param name="caller">Who has, as the host knows them; null where it does not.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task NoteStopAsync(string key, string? caller, CancellationToken cancellation) =>
        services.Audit.AppendAsync(AuditActions.Stopped, [("run", key), ("caller", caller)], cancellation);

    /// <summary>The newest run of a study; null where there is none.</summary>
    public async Task<FinishedStudy?> NewestAsync(string study, CancellationToken cancellation) => (await RunsAsync(study, cancellation)).FirstOrDefault();

    /// <summary>The runs of a study, the newest first.</summary>
    private async Task<IReadOnlyList<FinishedStudy>> RunsAsync(string study, CancellationToken cancellation) =>
        [.. (await RunsAsync(cancellation)).Where(run => run.Study == study).OrderByDescending(run => run.FinishedUtc)];

    /// <summary>All runs, each once, under however many names its content came.</summary>
    private async Task<IEnumerable<FinishedStudy>> RunsAsync(CancellationToken cancellation) =>
        (await services.Marks.ListAsync(cancellation)).Select(upload => upload.Study).DistinctBy(run => run.Instance);
}
