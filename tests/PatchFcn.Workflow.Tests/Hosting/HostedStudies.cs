using System.Diagnostics;
using System.IO.Compression;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Delivery;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>A host at work on a storage, with a receiver of its events.</summary>
internal sealed class HostedStudies : IAsyncDisposable, IHostLog
{
    private readonly CancellationTokenSource _stop = new();
    private readonly WebhookSink _sink;
    private readonly Task _work;
    private readonly List<string> _problems = [];

    public HostedStudies(StudyStorage storage, WebhookReceiver receiver, AlertPolicy? policy = null, StowClient? archive = null, TimeProvider? clock = null, TimeSpan? poll = null,
        IAlertSink? beside = null, TimeSpan? sweep = null)
    {
        _sink = new WebhookSink(receiver.Address, null);
        Services = new StudyServices(
            PhantomStudy.Settings, storage, beside is null ? [_sink] : [beside, _sink], policy ?? Allowed, new StudyReader(new BuiltInCodec()), studiesInMemory: 1, clock ?? TimeProvider.System, archive);
        Host = new StudyHost(Services, new StudyHostOptions { Poll = poll ?? TimeSpan.FromMilliseconds(100), Sweep = sweep ?? TimeSpan.FromSeconds(1), Heartbeat = TimeSpan.FromHours(1) }, this);
        _work = Host.RunAsync(_stop.Token);
    }

    /// <summary>The demonstration model may tell.</summary>
    public static AlertPolicy Allowed { get; } = new() { AllowedDemonstration = "density-baseline", EscalateAfter = null };

    public StudyServices Services { get; }

    public StudyHost Host { get; }

    /// <summary>What did not work.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>A study as a zip; another <paramref name="note"/> makes it another upload of the same images.</summary>
    public static byte[] Zip(string folder, string note)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.dcm"))
                zip.CreateEntryFromFile(file, Path.GetFileName(file), CompressionLevel.Fastest);
            using var writer = new StreamWriter(zip.CreateEntry("note.txt").Open());
            writer.Write(note);
        }
        return stream.ToArray();
    }

    /// <summary>Puts an upload into the folder of a storage. A file that was just written counts as one that is still being copied: this one is a minute old.</summary>
    public static void Upload(string root, string name, byte[] content)
    {
        var file = Path.Combine(root, "studies", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromMinutes(1));
    }

    /// <summary>Waits until so many uploads have come to their end.</summary>
    public async Task<List<FinishedStudy>> FinishedAsync(int count)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await UntilAsync(async () => (await Services.Marks.ListAsync(cancellation)).Count == count, $"Not all came to their end. {string.Join('\n', _problems)}");
        return [.. (await Services.Marks.ListAsync(cancellation)).Select(it => it.Study)];
    }

    /// <summary>The report of a run.</summary>
    public static async Task<StudyReport> ReportAsync(IArtifactStore results, string resultPath)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var file = await results.OpenReadAsync($"{resultPath}/{ResultNames.Report}", cancellation);
        return await ReportJson.ReadAsync(file, cancellation);
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string otherwise)
    {
        for (var watch = Stopwatch.StartNew(); !await holds();)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(8), otherwise);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public void Started(string key)
    {
    }

    public void Progressed(string key, StudyProgress progress)
    {
    }

    public void Finished(string key, FinishedStudy study, TimeSpan taken)
    {
    }

    public void Failed(string what, Exception problem)
    {
        lock (_problems)
            _problems.Add($"{what}: {problem}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        Services.Dispose();
        _sink.Dispose();
        _stop.Dispose();
    }
}
