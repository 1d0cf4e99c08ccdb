using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>What tests of uploads have in common that are taken to their end one by one: a storage, and a demonstration model, which nobody may be told of.</summary>
public abstract class UploadedStudies : IDisposable
{
    private readonly PhantomStudy _study;
    private readonly WebhookSink _sink = new(new Uri("http://127.0.0.1:9/"), null);

    /// <param name="study">What is uploaded.</param>
    /// <param name="workIn">Folder in the root for what lies between the steps; null: the storage keeps it.</param>
    protected UploadedStudies(PhantomStudy study, string? workIn = null)
    {
        _study = study;
        var storage = StudyStorage.OpenFolder(Root);
        Services = new StudyServices(
            PhantomStudy.Settings, workIn is null ? storage : storage.WithWorkIn(Path.Combine(Root, workIn)), [_sink], new AlertPolicy(), new StudyReader(new BuiltInCodec()), 1, TimeProvider.System);
    }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected string Root { get; } = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private protected StudyServices Services { get; }

    public void Dispose()
    {
        Services.Dispose();
        _sink.Dispose();
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Uploads the phantom; the note makes its content another.</summary>
    private protected async Task<StudyArrival> UploadAsync(string name, string note)
    {
        HostedStudies.Upload(Root, name, HostedStudies.Zip(_study.Folder, note));
        return await Services.Storage.Studies.ListAsync("", Cancellation).SingleAsync(it => it.Name == name, Cancellation);
    }

    /// <summary>An upload that raised an alarm and that hosts have then died over some times.</summary>
    private protected async Task<(StudyArrival Arrival, StudyRequest Request, string ResultPath)> AlarmedAsync(string name, int attempts)
    {
        var arrival = await UploadAsync(name, "1");
        var request = await Services.RequestAsync(arrival, Cancellation);
        var path = await Services.ResultPathAsync(request, Cancellation);
        await Services.Alerts.RaiseAsync(request, path, new Alarm(0.9, new(7, 7)), Cancellation);
        await using (var claim = await Services.Ledger.TakeUploadAsync(arrival, Cancellation))
            await claim!.RunsAsAsync(request, Cancellation);
        await TriedAsync(arrival.Key, attempts);
        return (arrival, request, path);
    }

    /// <summary>An upload that hosts have died over some times.</summary>
    private protected async Task TriedAsync(string key, int attempts) =>
        await Services.Ledger.NoteAsync(key, await Services.Ledger.FindAsync(key, Cancellation) with { Count = attempts }, Cancellation);

    private protected async Task<List<string>> EventsAsync(string path) =>
        await Services.Storage.Results.ListAsync($"{path}/events", Cancellation).Select(it => Path.GetFileName(it.Path)).ToListAsync(Cancellation);
}
