using System.Globalization;
using Azure.Messaging;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Alerts;

/// <summary>
/// Tells of studies. Every event is kept with the results, and queued for the sinks before it is kept: nothing is lost in between.
/// </summary>
/// <param name="storage">Where results and queues are.</param>
/// <param name="outbox">Delivers.</param>
/// <param name="model">The model that speaks.</param>
/// <param name="policy">Who is told what.</param>
/// <param name="clock">The time.</param>
public sealed class StudyAlerts(StudyStorage storage, Outbox outbox, LoadedModel model, AlertPolicy policy, TimeProvider clock)
{
    /// <summary><c>type</c> of heartbeats.</summary>
    public const string HeartbeatType = "patchfcn.host.heartbeat";

    private const string OpenFolder = "_open";

    /// <summary>What has waited for this long beyond its time was left from days on which nobody escalated: it is in the worklist, and no news.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(7);

    private readonly CachedRecords<OpenFinding> _open = new(storage.Results, OpenFolder, clock);
    private readonly ToldEvents _told = new(storage.Results);

    /// <summary>A slice has reached the operating point.</summary>
    public Task RaiseAsync(StudyRequest study, string resultPath, Alarm alarm, CancellationToken cancellation) =>
        TellAsync(AlertKind.ProvisionalFinding, study.InstanceId, resultPath, Data(study, resultPath) with
        {
            Statement = $"Provisional: {Statements.Finding(model.Manifest)}, {alarm.Images.InWords}; the rest is still being analysed.",
            Score = alarm.Score,
            Images = alarm.Images,
            Positive = true,
            Report = null,
        }, cancellation);

    /// <summary>What raised the alarm, in this run or in one of the same study that broke off or was started again; null where nothing has.</summary>
    public Task<Alarm?> RaisedAsync(string instance, string resultPath, CancellationToken cancellation) => _told.RaisedAsync(instance, resultPath, cancellation);

    /// <summary>When the first event of a run was told, since somebody started it last; null where none was, or nobody is to be told.</summary>
    public async Task<DateTimeOffset?> FirstToldAsync(string instance, string resultPath, CancellationToken cancellation) =>
        await _told.FirstToldAsync(resultPath, await _told.RerunsAsync(instance, cancellation), cancellation);

    /// <summary>How a run ended as far as anybody was told; null where it has not.</summary>
    public Task<StudyOutcome?> ToldEndAsync(string instance, CancellationToken cancellation) => storage.Results.ReadJsonAsync<StudyOutcome>(EndPath(instance), cancellation);

    /// <summary>
    /// Forgets how a run ended, so that it may end in another way when somebody starts it again, and tells of that anew. Whoever starts it again has seen it: its finding waits for nobody.
    /// </summary>
    public async Task ForgetEndAsync(string instance, CancellationToken cancellation)
    {
        await _told.BeginAgainAsync(instance, cancellation);
        await AcknowledgeAsync(instance, cancellation);
        await storage.Results.DeleteAsync(EndPath(instance), cancellation);
    }

    /// <summary>
    /// The study has come to its end, with or without an analysis. How is kept before it is told, and what was told stands: a run that broke off behind that and is repeated ends in
    /// the same way.
    /// </summary>
    public async Task ConcludeAsync(StudyRequest study, StudyOutcome end, CancellationToken cancellation)
    {
        await storage.Results.TryCreateJsonAsync(EndPath(study.InstanceId), end, cancellation);
        var outcome = await ToldEndAsync(study.InstanceId, cancellation) ?? end;
        var kind = outcome.Status switch
        {
            ReportStatus.Analyzed => AlertKind.Analyzed,
            ReportStatus.Incomplete => AlertKind.Incomplete,
            _ => AlertKind.NotAnalyzed,
        };
        var data = Data(study, outcome.ResultPath) with
        {
            Statement = Statements.Of(outcome, model.Manifest),
            Score = outcome.Score,
            Positive = outcome.Positive,
            VolumeMl = outcome.VolumeMl,
            InPart = outcome.InPart,
            Reason = outcome.Reason?.Name,
        };
        await TellAsync(kind, study.InstanceId, outcome.ResultPath, outcome.HasReport ? data : GivenUp(data, kind), cancellation);
    }

    /// <summary>Tells again of every finding that nobody has acknowledged in time; each once, and within a week.</summary>
    public async Task EscalateAsync(CancellationToken cancellation)
    {
        if (policy.EscalateAfter is not { } wait)
            return;
        foreach (var (path, open) in await _open.ListAsync(cancellation))
        {
            var late = clock.GetUtcNow() - open.SinceUtc - wait;
            if (late < TimeSpan.Zero)
                continue;
            if (late < Stale)
                await EscalateAsync(open, wait, cancellation);
            await storage.Results.DeleteAsync(path, cancellation);
        }
    }

    /// <summary>Somebody has seen the finding.</summary>
    /// <param name="instance">Instance of the run.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task AcknowledgeAsync(string instance, CancellationToken cancellation) =>
        storage.Results.DeleteAsync(OpenPath(instance), cancellation);

    /// <summary>Says that the host lives.</summary>
    public Task BeatAsync(HeartbeatData data, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return outbox.QueueAsync(Event(HeartbeatType, StudyNames.Short($"{data.Host} {now:O}"), "host/" + data.Host, data, now), cancellation);
    }

    private static string EndPath(string instance) => $"_ends/{StudyNames.Short(instance)}.json";

    private static string OpenPath(string instance) => $"{OpenFolder}/{StudyNames.Short(instance)}.json";

    private AlertData Data(StudyRequest study, string resultPath) => new(
        StudyNames.PartsOf(resultPath).Study, study.InstanceId, 0, "", null, model.OperatingPoint(study.Settings).Threshold, null, null, null,
        new AlertModel(model.Manifest.Name, model.Manifest.Version, model.Manifest.Sha256, model.Manifest.IntendedUse), $"{resultPath}/{ResultNames.Page}")
    {
        UploadedUtc = study.UploadedUtc,
    };

    /// <summary>Of an upload that was given up without an alarm the model has said nothing: whoever it may tell, that nobody has looked at the study is told.</summary>
    private static AlertData GivenUp(AlertData data, AlertKind kind) =>
        kind == AlertKind.Incomplete ? data with { Report = null } : data with { Report = null, Model = null, Threshold = null };

    private Task EscalateAsync(OpenFinding open, TimeSpan wait, CancellationToken cancellation) =>
        TellAsync(AlertKind.Escalation, open.Data.Instance, open.ResultPath, open.Data with
        {
            Statement = string.Create(CultureInfo.InvariantCulture, $"Nobody has acknowledged this for {wait.TotalMinutes:0.##} min. {open.Data.Statement}"),
        }, cancellation);

    /// <summary>From the moment on in which an event is queued it will be sent, so nothing stops its being kept: a run that is stopped then has to know of its alarm.</summary>
    private async Task TellAsync(AlertKind kind, string instance, string resultPath, AlertData told, CancellationToken cancellation)
    {
        var rerun = await _told.RerunsAsync(instance, cancellation);
        if (await _told.HoldAsync(resultPath, rerun, kind, cancellation))
            return;
        var data = told with { Sequence = ToldEvents.Sequence(kind), Rerun = rerun };
        if (data.Model is null || policy.Delivers(model.Manifest))
        {
            data = outbox.Queues.Count > 0 ? data with { ToldUtc = clock.GetUtcNow() } : data;
            var id = StudyNames.Short(rerun == 0 ? $"{instance} {kind}" : $"{instance} {kind} {rerun}");
            var alert = Event("patchfcn.study." + ToldEvents.Name(kind), id, "study/" + data.Study, data, clock.GetUtcNow());
            await outbox.QueueAsync(alert, isFirst: await _told.FirstToldAsync(resultPath, rerun, cancellation) is null, CancellationToken.None);
            if (policy.EscalateAfter is not null && (data.Positive == true || kind == AlertKind.Incomplete) && kind != AlertKind.Escalation)
                await AwaitReaderAsync(kind, instance, new OpenFinding(resultPath, clock.GetUtcNow(), data));
        }
        await _told.KeepAsync(resultPath, kind, data, CancellationToken.None);
    }

    /// <summary>
    /// Keeps a finding until somebody acknowledges it. What the end of a study says takes the place of what was provisional, from whose time on it waits; where that was acknowledged or told
    /// again already, nothing waits any more.
    /// </summary>
    private async Task AwaitReaderAsync(AlertKind kind, string instance, OpenFinding finding)
    {
        var path = OpenPath(instance);
        if (kind == AlertKind.ProvisionalFinding || !await _told.HoldAsync(finding.ResultPath, finding.Data.Rerun, AlertKind.ProvisionalFinding, CancellationToken.None))
            await storage.Results.TryCreateJsonAsync(path, finding, CancellationToken.None);
        else if (await storage.Results.ReadJsonAsync<OpenFinding>(path, CancellationToken.None) is { } waiting)
            await storage.Results.WriteJsonAsync(path, finding with { SinceUtc = waiting.SinceUtc }, CancellationToken.None);
    }

    private CloudEvent Event<T>(string type, string id, string subject, T data, DateTimeOffset now) =>
        new(policy.Source.OriginalString, type, new BinaryData(data, StudyJson.Options), "application/json", CloudEventDataFormat.Json)
        {
            Id = id,
            Subject = subject,
            Time = now,
        };

    /// <summary>A finding that waits to be acknowledged.</summary>
    private sealed record OpenFinding(string ResultPath, DateTimeOffset SinceUtc, AlertData Data);
}
