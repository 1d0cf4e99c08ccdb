using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using PatchFcn.Core.Hashing;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Testing;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Tests.Hosting;

namespace PatchFcn.Workflow.Tests.Faults;

/// <summary>
/// R162, R230, R231: whatever goes wrong around it, every upload ends in one final result and one final event, a result says what it was made from, and no alarm is forgotten. In CI for some
/// seconds; <c>PATCHFCN_FAULT_SECONDS</c> makes it longer and <c>PATCHFCN_FAULT_SEED</c> starts elsewhere.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private readonly Azurite _azurite;
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly Dictionary<string, HashSet<string>> _inputs = [];
    private readonly FolderInbox _inbox;
    private readonly IReadOnlyList<string> _damaged;

    public FaultTests(Azurite azurite)
    {
        _azurite = azurite;
        _inbox = new FolderInbox(Directory.CreateDirectory(Path.Combine(_root, "studies")).FullName);
        _damaged = DamagedModels.Write(Path.Combine(_root, "models"));
        Upload("bleed.zip", Phantom(BleedChoice.Edh));
        Upload("healthy.zip", Phantom(BleedChoice.None));
        Upload("rubbish.zip", "this is no zip"u8.ToArray());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("memory", 15)]
    [InlineData("blobs", 5)]
    public async Task Runs_EverythingFailingAtRandom_LoseAndDoubleNothing(string kind, int seconds)
    {
        var budget = TimeSpan.FromSeconds(Setting("PATCHFCN_FAULT_SECONDS", seconds));
        var counts = new ConcurrentDictionary<Fault, int>();
        var (seed, runs, lives) = (Setting("PATCHFCN_FAULT_SEED", 1), 0, 0);
        for (var watch = Stopwatch.StartNew(); runs < 2 || watch.Elapsed < budget; runs++, seed++)
        {
            await using var stores = await RunStores.OpenAsync(kind == "blobs" ? _azurite.Require() : null, Cancellation);
            using var hospital = new FaultyHospital(_inbox, stores.Work, stores.Results, _damaged, seed, counts);
            await hospital.RunAsync(Cancellation);
            await new FaultChecks(hospital, _inbox, _inputs, $"{kind}, seed {seed}").CheckAsync(Cancellation);
            lives += hospital.Lives;
        }
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{kind}: {runs} runs of {_inputs.Count} uploads, {lives} lives of hosts, {counts.Values.Sum()} faults: {string.Join(", ", counts.OrderBy(it => it.Key).Select(it => $"{it.Key} {it.Value}"))}");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private byte[] Phantom(BleedChoice bleed)
    {
        PhantomWriter.Write(
            Phantoms.Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = bleed, MatrixSize = 128, SliceSpacingMm = 5 }), Cancellation), Path.Combine(_root, "made"), $"{bleed}");
        return HostedStudies.Zip(Path.Combine(_root, "made", $"{bleed}"), $"{bleed}");
    }

    private void Upload(string name, byte[] content)
    {
        var file = Path.Combine(_root, "studies", name);
        File.WriteAllBytes(file, content);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromMinutes(1));
        _inputs[name] = Hashes(content);
    }

    private static HashSet<string> Hashes(byte[] content)
    {
        if (content is not [(byte)'P', (byte)'K', ..])
            return [Digest.Of(content)];
        using var zip = new ZipArchive(new MemoryStream(content));
        return [.. zip.Entries.Select(entry =>
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return Digest.Of(copy.ToArray());
        })];
    }
}
