using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;
using PatchFcn.Workflow.Tests.Artifacts;
using PatchFcn.Workflow.Tests.Hosting;

namespace PatchFcn.Workflow.Tests.Alerts;

/// <summary>A run on a storage of its own, of which one receiver is told.</summary>
internal sealed class ToldRun : IAsyncDisposable
{
    public const string Instance = "run";

    public const string ResultPath = "0123456789abcdef/0011223344556677";

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly WebhookReceiver _receiver = new();
    private readonly WebhookSink _sink;

    /// <param name="age">How long ago it was uploaded.</param>
    public ToldRun(TimeSpan age = default)
    {
        _sink = new WebhookSink(_receiver.Address, null);
        var folder = StudyStorage.OpenFolder(_root);
        Results = new WatchedStore(folder.Results);
        Services = new StudyServices(
            PhantomStudy.Settings, folder with { Results = Results }, [_sink], HostedStudies.Allowed with { EscalateAfter = TimeSpan.Zero }, new StudyReader(new BuiltInCodec()), 1, TimeProvider.System);
        Request = new StudyRequest(Instance, "1-1/a.zip", Services.Settings) { UploadedUtc = DateTimeOffset.UtcNow - age };
    }

    public WatchedStore Results { get; }

    public StudyServices Services { get; }

    public StudyRequest Request { get; }

    public IReadOnlyList<ReceivedEvent> Received => _receiver.Received;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Path of a result file.</summary>
    public string Locate(string name) => Path.Combine(_root, "results", ResultPath, name);

    public Task RaiseAsync() => Services.Alerts.RaiseAsync(Request, ResultPath, new Alarm(0.9, new(7, 7)), Cancellation);

    public Task ConcludeAsync() => ConcludeAsync(new StudyOutcome(ReportStatus.Analyzed, ResultPath, null, 0.9, true, 1));

    public Task ConcludeAsync(StudyOutcome outcome) => Services.Alerts.ConcludeAsync(Request, outcome, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Services.Dispose();
        _sink.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
