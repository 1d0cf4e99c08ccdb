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
    /// <summary>What may be told first of a run. Each is read by its name, all at once, for an alarm waits for it: to list a folder costs ten times as much on a storage account.</summary>
    private static readonly AlertKind[] FirstWords = [AlertKind.ProvisionalFinding, AlertKind.Analyzed, AlertKind.Incomplete, AlertKind.NotAnalyzed];

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
        await FindAsync(resultPath, rerun, kind, cancellation) is not null;

    /// <summary>Keeps an event; one of its kind that is kept already stays.</summary>
    public Task KeepAsync(string resultPath, AlertKind kind, AlertData data, CancellationToken cancellation) =>
        results.TryCreateJsonAsync(PathOf(resultPath, data.Rerun, kind), data, cancellation);

    /// <summary>What raised the alarm, however often the run was started; the newest, null where nothing has.</summary>
    public async Task<Alarm?> RaisedAsync(string instance, string resultPath, CancellationToken cancellation)
    {
        for (var rerun = await RerunsAsync(instance, cancellation); rerun >= 0; rerun--)
            if (await FindAsync(resultPath, rerun, AlertKind.ProvisionalFinding, cancellation) is { } told)
                return new Alarm(told.Score ?? 0, told.Images ?? new ReportedSliceRange(0, -1));
        return null;
    }

    /// <summary>When the first event was told; null where none was, or nobody is to be told.</summary>
    public async Task<DateTimeOffset?> FirstToldAsync(string resultPath, int rerun, CancellationToken cancellation) =>
        (await Task.WhenAll(FirstWords.Select(kind => FindAsync(resultPath, rerun, kind, cancellation)))).Min(it => it?.ToldUtc);

    private Task<AlertData?> FindAsync(string resultPath, int rerun, AlertKind kind, CancellationToken cancellation) =>
        results.ReadJsonAsync<AlertData>(PathOf(resultPath, rerun, kind), cancellation);

    private static string PathOf(string resultPath, int rerun, AlertKind kind) =>
        $"{Folder(resultPath)}/{(rerun == 0 ? "" : $"{rerun}/")}{Sequence(kind)}-{Name(kind)}.json";

    private static string RerunsPath(string instance) => $"_reruns/{StudyNames.Short(instance)}.json";

    private sealed record Reruns(int Number);
}
