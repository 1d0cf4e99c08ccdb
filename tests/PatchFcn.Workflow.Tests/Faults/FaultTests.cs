using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using PatchFcn.Core.Hashing;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Tests.Hosting;

namespace PatchFcn.Workflow.Tests.Faults;

/// <summary>
/// R162: whatever goes wrong around it, every upload ends in one final result and one final event, a result says what it was made from, and no alarm is forgotten. In CI for a quarter of a
/// minute; <c>PATCHFCN_FAULT_SECONDS</c> makes it longer and <c>PATCHFCN_FAULT_SEED</c> starts elsewhere.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly Dictionary<string, HashSet<string>> _inputs = [];
    private readonly FolderInbox _inbox;

    public FaultTests()
    {
        _inbox = new FolderInbox(_root);
        Upload("bleed.zip", Phantom(BleedChoice.Edh));
        Upload("healthy.zip", Phantom(BleedChoice.None));
        Upload("rubbish.zip", "this is no zip"u8.ToArray());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_EverythingFailingAtRandom_LoseAndDoubleNothing()
    {
        var budget = TimeSpan.FromSeconds(Setting("PATCHFCN_FAULT_SECONDS", 15));
        var counts = new ConcurrentDictionary<Fault, int>();
        var (seed, runs, lives) = (Setting("PATCHFCN_FAULT_SEED", 1), 0, 0);
        for (var watch = Stopwatch.StartNew(); runs < 2 || watch.Elapsed < budget; runs++, seed++)
        {
            using var hospital = new FaultyHospital(_inbox, seed, counts);
            await hospital.RunAsync(Cancellation);
            await CheckAsync(hospital, seed);
            lives += hospital.Lives;
        }
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{runs} runs of {_inputs.Count} uploads, {lives} lives of hosts, {counts.Values.Sum()} faults: {string.Join(", ", counts.OrderBy(it => it.Key).Select(it => $"{it.Key} {it.Value}"))}");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task CheckAsync(FaultyHospital hospital, int seed)
    {
        await foreach (var arrival in _inbox.ListAsync("", Cancellation))
        {
            var study = await new ResultMarks(hospital.Results, TimeProvider.System).FindUploadAsync(arrival.Key, Cancellation);
            Assert.True(study is not null, $"Seed {seed}: {arrival.Name} has no end.");
            CheckEvents(hospital, study, $"Seed {seed}, {arrival.Name}");
            if (study.HasReport)
                await CheckResultAsync(hospital, arrival, study, $"Seed {seed}, {arrival.Name}");
        }
        Assert.Empty((await AuditCheck.OfAsync(hospital.Results, null, Cancellation)).Problems);
        // A step of a host that has lost its lease may still write; the tidying up takes it.
        await hospital.TidyUpAsync(Cancellation);
        var left = await hospital.Work.ListAsync("", Cancellation).ToListAsync(Cancellation);
        Assert.True(left.Count == 0, $"Seed {seed}: {left.FirstOrDefault()?.Path} is left.");
    }

    private static void CheckEvents(FaultyHospital hospital, FinishedStudy study, string which)
    {
        var told = hospital.Received.Where(it => it.Data.Study == study.Study).ToList();
        var finals = told.Where(it => it.Data.Sequence == 2).Select(it => (it.Id, it.Type)).Distinct().ToList();
        Assert.True(finals.Count == 1, $"{which}: final events {string.Join(", ", finals)}.");
        Assert.True(
            finals[0].Type.EndsWith(study.Status.ToString(), StringComparison.OrdinalIgnoreCase), $"{which}: told {finals[0].Type}, but the mark says {study.Status}.");
        Assert.True(told.Where(it => it.Data.Sequence == 1).Select(it => it.Id).Distinct().Count() <= 1, $"{which}: two alarms.");
        if (told.Exists(it => it.Data.Sequence == 1))
            Assert.True(study.Positive == true || study.Status == ReportStatus.Incomplete, $"{which}: an alarm was told, the end ({study.Status}) is silent about it.");
    }

    /// <summary>The report says what was told, and the seal holds for the inputs and for every output.</summary>
    private async Task CheckResultAsync(FaultyHospital hospital, StudyArrival arrival, FinishedStudy study, string which)
    {
        await using var seal = await hospital.Results.OpenReadAsync($"{study.ResultPath}/{ResultNames.Manifest}", Cancellation);
        var manifest = await ResultManifest.ReadAsync(seal, Cancellation);
        Assert.True(_inputs[arrival.Name].SetEquals(manifest.Inputs.Select(file => file.Sha256)), $"{which}: the inputs are not those of the upload.");
        foreach (var file in manifest.Outputs)
        {
            await using var stream = await hospital.Results.OpenReadAsync($"{study.ResultPath}/{file.Name}", Cancellation);
            Assert.True(await Digest.OfAsync(stream, Cancellation) == file.Sha256, $"{which}: {file.Name} is not what was sealed.");
        }
        var report = await HostedStudies.ReportAsync(hospital.Results, study.ResultPath);
        Assert.True((report.Status, report.Score, report.ReasonName) == (study.Status, study.Score, study.Reason), $"{which}: the report says {report.Status} {report.ReasonName}, the mark {study.Status} {study.Reason}.");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private byte[] Phantom(BleedChoice bleed)
    {
        PhantomWriter.Write(
            Phantoms.Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = bleed, MatrixSize = 128, SliceSpacingMm = 5 }), Cancellation), Path.Combine(_root, ".made"), $"{bleed}");
        return HostedStudies.Zip(Path.Combine(_root, ".made", $"{bleed}"), $"{bleed}");
    }

    private void Upload(string name, byte[] content)
    {
        var file = Path.Combine(_root, name);
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
