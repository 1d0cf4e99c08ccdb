using System.Text.Json;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Alerts;

/// <summary>
/// The events of a run, kept with its results (<c>events/</c>), each kind at most once. A run that somebody has analysed again tells anew, under a number of its own
/// (<c>events/1/</c>); what it told before stays.
/// </summary>
internal sealed class ToldEvents(IArtifactStore results)
{
    /// <summary>Where all events of a run are kept.</summary>
    public static string Folder(string resultPath) => $"{resultPath}/{ResultNames.Events}";

    /// <summary>The kind as it stands in the type of an event.</summary>
    public static string Name(AlertKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary><see cref="AlertData.Sequence"/> of a kind.</summary>
    public static int Sequence(AlertKind kind) => kind switch { AlertKind.ProvisionalFinding => 1, AlertKind.Escalation => 3, _ => 2 };

    /// <summary>How often a run was started again by hand.</summary>
    public async Task<int> RerunsAsync(string instance, CancellationToken cancellation) =>
        (await results.ReadJsonAsync<Reruns>(RerunsPath(instance), cancellation))?.Number ?? 0;

    /// <summary>From here on the run tells anew.</summary>
    public async Task BeginAgainAsync(string instance, CancellationToken cancellation) =>
        await results.WriteJsonAsync(RerunsPath(instance), new Reruns(await RerunsAsync(instance, cancellation) + 1), cancellation);

    /// <summary>Whether an event of this kind was told.</summary>
    public async Task<bool> HoldAsync(string resultPath, int rerun, AlertKind kind, CancellationToken cancellation) =>
        await results.ReadJsonAsync<AlertData>(PathOf(resultPath, rerun, kind), cancellation) is not null;

    /// <summary>Keeps an event; one of its kind that is kept already stays.</summary>
    public Task KeepAsync(string resultPath, AlertKind kind, AlertData data, CancellationToken cancellation) =>
        results.TryCreateJsonAsync(PathOf(resultPath, data.Rerun, kind), data, cancellation);

    /// <summary>What raised the alarm, however often the run was started; the newest, null where nothing has.</summary>
    public async Task<Alarm?> RaisedAsync(string resultPath, CancellationToken cancellation) =>
        await AllOf(resultPath, cancellation).Where(it => it.Sequence == Sequence(AlertKind.ProvisionalFinding)).OrderBy(it => it.Rerun).LastOrDefaultAsync(cancellation) is { } told
            ? new Alarm(told.Score ?? 0, told.Images ?? new ReportedSliceRange(0, -1))
            : null;

    /// <summary>When the first event was told; null where none was, or nobody is to be told.</summary>
    public async Task<DateTimeOffset?> FirstToldAsync(string resultPath, int rerun, CancellationToken cancellation) =>
        await AllOf(resultPath, cancellation).Where(it => it.Rerun == rerun).Select(it => it.ToldUtc).MinAsync(cancellationToken: cancellation);

    private IAsyncEnumerable<AlertData> AllOf(string resultPath, CancellationToken cancellation) =>
        results.ReadAllJsonAsync<AlertData>(Folder(resultPath), cancellation).Select(it => it.Record);

    private static string PathOf(string resultPath, int rerun, AlertKind kind) =>
        $"{Folder(resultPath)}/{(rerun == 0 ? "" : $"{rerun}/")}{Sequence(kind)}-{Name(kind)}.json";

    private static string RerunsPath(string instance) => $"_reruns/{StudyNames.Short(instance)}.json";

    private sealed record Reruns(int Number);
}
