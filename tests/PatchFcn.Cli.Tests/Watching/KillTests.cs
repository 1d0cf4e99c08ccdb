using System.IO.Compression;
using System.Text.Json;
using Azure.Identity;
using PatchFcn.Core.Hashing;
using PatchFcn.Testing;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>R97, R232: the plug is pulled ten times, in the middle of studies: nothing is lost, nothing is doubled, and what is kept of it is whole.</summary>
public sealed class KillTests(AnalyzedPhantom phantom, Azurite azurite) : IDisposable
{
    private const int Studies = 20;
    private const int Kills = 10;

    /// <summary>Kills in the midst of a study without which the test shows nothing.</summary>
    private const int LeastMet = 3;

    /// <summary>The quickest grid, so that kills meet every step of a study and not the network alone.</summary>
    private static readonly string[] Dense = ["--grid", "dense"];

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("folder")]
    [InlineData("blobs")]
    public async Task Watch_KilledTenTimesOverTwentyStudies_LosesAndDoublesNothing(string kind)
    {
        await using var receiver = new WebhookReceiver();
        var zips = SameImages.Write(phantom.Study, _root, Studies);
        var storage = kind == "folder" ? _root : azurite.Require();
        if (kind != "folder")
            await SameImages.UploadAsync(storage, zips, Cancellation);
        var met = await KillAsync(storage, receiver.Address);

        List<JsonElement> listed;
        using (var host = new WatchHost(storage, receiver.Address, options: Dense))
        {
            listed = await Patience.UntilAsync(() => host.ListAsync(Cancellation), studies => studies.Count == Studies);
            await Patience.UntilAsync(() => Task.FromResult(Told(receiver, "analyzed")), told => told.Count >= Studies);
        }

        Assert.All(listed, it => Assert.Equal("analyzed", it.GetProperty("run").GetProperty("status").GetString()));
        foreach (var type in new[] { "provisionalFinding", "analyzed" })
        {
            Assert.Equal(Studies, Told(receiver, type).Select(it => it.Instance).Distinct().Count());
            Assert.Equal(Studies, Told(receiver, type).Count);
        }
        var results = (await StudyStorage.OpenAsync(storage, new DefaultAzureCredential(), Cancellation)).Results;
        Assert.Empty((await AuditCheck.OfAsync(results, null, Cancellation)).Problems);
        Assert.Equal(zips.Select(InputsOf).Order(), (await SealedInputsAsync(results, listed)).Order());
        TestContext.Current.TestOutputHelper!.WriteLine($"{met} of {Kills} kills met a study at work; {await RepeatedAsync(results)} runs had begun to be kept and were taken up again.");
        Assert.InRange(met, LeastMet, Kills);
    }

    /// <summary>Each life ends up to two seconds after its first study was taken up.</summary>
    /// <returns>How many ended in the midst of a study.</returns>
    private static async Task<int> KillAsync(string storage, Uri webhook)
    {
        var (random, met) = (new Random(1), 0);
        for (var i = 0; i < Kills; i++)
        {
            using var host = new WatchHost(storage, webhook, options: Dense);
            await Patience.UntilAsync(() => host.IsAtWorkAsync(Cancellation), isAtWork => isAtWork);
            await Task.Delay(random.Next(2000), Cancellation);
            met += await host.IsAtWorkAsync(Cancellation) ? 1 : 0;
        }
        return met;
    }

    /// <summary>Runs that the audit log has twice.</summary>
    private static async Task<int> RepeatedAsync(IArtifactStore results)
    {
        var taken = await AuditLog.ReadAsync(results, Cancellation).Select(it => it.Entry!).Where(entry => entry.Action == AuditActions.UploadTaken).ToListAsync(Cancellation);
        return taken.Count - taken.Select(entry => entry.Subject["upload"]).Distinct().Count();
    }

    /// <summary>Events of a type; one that came twice, once.</summary>
    private static List<(string Id, string? Instance)> Told(WebhookReceiver receiver, string type) =>
        [.. receiver.Received.Where(it => it.Type == "patchfcn.study." + type).Select(it => (it.Id, it.Data.GetProperty("instance").GetString())).Distinct()];

    /// <summary>What each seal says its result was made from.</summary>
    private static async Task<List<string>> SealedInputsAsync(IArtifactStore results, List<JsonElement> listed)
    {
        var found = new List<string>();
        foreach (var study in listed)
        {
            await using var file = await results.OpenReadAsync($"{study.GetProperty("run").GetProperty("resultPath").GetString()}/manifest.json", 0, null, Cancellation);
            var manifest = await JsonDocument.ParseAsync(file, cancellationToken: Cancellation);
            found.Add(Joined(manifest.RootElement.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("sha256").GetString()!)));
        }
        return found;
    }

    private static string InputsOf(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        return Joined(archive.Entries.Select(entry =>
        {
            using var content = entry.Open();
            return Digest.Of(content);
        }));
    }

    private static string Joined(IEnumerable<string> hashes) => string.Join(' ', hashes.Order(StringComparer.Ordinal));
}
