using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>What tests of the dispatcher have in common: a storage, an engine that keeps its runs, and somebody who is told.</summary>
public abstract class DispatchedStudies : IAsyncDisposable
{
    private readonly PhantomStudy _study;
    private readonly WebhookReceiver _receiver = new();

    protected DispatchedStudies(PhantomStudy study)
    {
        (_study, Sink) = (study, new WebhookSink(_receiver.Address, null));
        Services = ServicesOn(StudyStorage.OpenFolder(Root));
        Runs = new KeptRuns(Services);
    }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected string Root { get; } = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private protected SetClock Clock { get; } = new();

    private protected StudyServices Services { get; }

    private protected KeptRuns Runs { get; }

    private WebhookSink Sink { get; }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Sink.Dispose();
        Services.Dispose();
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected StudyServices ServicesOn(StudyStorage storage) =>
        new(PhantomStudy.Settings, storage, [Sink], HostedStudies.Allowed, new StudyReader(new BuiltInCodec()), 1, Clock);

    /// <summary>Uploads the phantom; the note makes its content another.</summary>
    private protected void Upload(string name, string note) => Upload(name, HostedStudies.Zip(_study.Folder, note));

    private protected void Upload(string name, byte[] content) => HostedStudies.Upload(Root, name, content);

    private protected async Task<(string Key, FinishedStudy Study)> FinishedAsync() => Assert.Single(await Services.Marks.ListAsync(Cancellation));

    /// <summary>What was told, delivered first.</summary>
    private protected async Task<IEnumerable<string>> TypesAsync()
    {
        await Services.Outbox.DeliverAsync(Cancellation);
        return _receiver.Received.Select(it => it.Type);
    }

    /// <summary>What is left between the steps.</summary>
    private protected async Task<List<string>> WorkAsync()
    {
        var left = new List<string>();
        await foreach (var artifact in Services.Storage.Work.ListAsync("", Cancellation))
            if (!artifact.Path.StartsWith("_leases", StringComparison.Ordinal))
                left.Add(artifact.Path);
        return left;
    }
}
