using System.Globalization;
using System.Security.Cryptography;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Hosting.Readings;

/// <summary>
/// Keeps what readers say: beside the result (<c>verdicts/</c>), where it belongs, and once more in a folder of all verdicts (<c>_verdicts/</c>), so that a worklist finds
/// them with one listing. Every verdict is a file of its own that is never written again.
/// </summary>
internal sealed class VerdictBook(IArtifactStore results, TimeProvider clock)
{
    private const string Folder = "_verdicts";

    private readonly CachedRecords<StoredVerdict> _all = new(results, Folder, clock);

    /// <summary>Keeps a verdict on a run.</summary>
    public async Task KeepAsync(FinishedStudy run, GivenVerdict given, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var name = $"{now.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}.json";
        var verdict = new StoredVerdict(given.Verdict, given.By, given.Comment, now) { Reason = given.Reason, RunFinishedUtc = run.FinishedUtc };
        await results.TryCreateJsonAsync($"{FolderOf(run)}/{name}", verdict, cancellation);
        await results.TryCreateJsonAsync($"{Folder}/{run.ResultPath}/{name}", verdict, cancellation);
    }

    /// <summary>The verdicts on every run, by its result path, the oldest first.</summary>
    public async Task<ILookup<string, StoredVerdict>> ListAsync(CancellationToken cancellation) =>
        (await _all.ListAsync(cancellation)).ToLookup(it => RunOf(it.Path), it => it.Record);

    /// <summary>Where the verdicts on a run lie beside its result.</summary>
    public static string FolderOf(FinishedStudy run) => $"{run.ResultPath}/{ResultNames.Verdicts}";

    private static string RunOf(string path) => path[(Folder.Length + 1)..path.LastIndexOf('/')];
}
