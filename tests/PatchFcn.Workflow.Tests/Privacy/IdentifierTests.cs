using System.Text;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Testing;
using PatchFcn.Testing.Privacy;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Storage;
using PatchFcn.Workflow.Tests.Artifacts;
using PatchFcn.Workflow.Tests.Hosting;

namespace PatchFcn.Workflow.Tests.Privacy;

/// <summary>R6, R160: what tells whose study it is stands in the result objects that must carry it, and nowhere else.</summary>
public sealed class IdentifierTests : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly WebhookReceiver _receiver = new();
    private readonly WebhookSink _sink;
    private readonly WatchedStore _work;
    private readonly WatchedStore _results;
    private readonly StudyServices _services;
    private readonly string _planted;

    public IdentifierTests(PhantomStudy study)
    {
        var folder = StudyStorage.OpenFolder(_root);
        (_work, _results) = (new WatchedStore(folder.Work), new WatchedStore(folder.Results));
        _sink = new WebhookSink(_receiver.Address, null);
        _services = new StudyServices(
            PhantomStudy.Settings, folder with { Work = _work, Results = _results }, [_sink], HostedStudies.Allowed, new StudyReader(new BuiltInCodec()), 1, TimeProvider.System);
        _planted = Path.Combine(_root, "planted");
        PlantedStudy.Make(study.Folder, _planted);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_StudyWithPlantedIdentity_TellsItInResultObjectsAlone()
    {
        using var telemetry = new ListenedTelemetry();
        var study = await RunAsync(HostedStudies.Zip(_planted, "1"));

        Assert.NotNull(study.Score);
        Assert.Equal(2, _receiver.Received.Count);
        Assert.All(_receiver.Received, it => Assert.Empty(PlantedIdentity.FindIn(it.Body)));
        Assert.Contains("patchfcn.studies", telemetry.Text);
        Assert.Contains("ScoreSlice", telemetry.Text);
        Assert.Empty(PlantedIdentity.FindIn(telemetry.Text));
        AssertClean(study);
    }

    /// <summary>The check itself: values that must be in the objects are found there.</summary>
    [Fact]
    public async Task RunAsync_StudyWithPlantedIdentity_KeepsItInItsDicomObjects()
    {
        var study = await RunAsync(HostedStudies.Zip(_planted, "1"));

        var segmentation = _results.Written.Single(it => it.Path == study.ResultPath + "/segmentation.dcm").Content;
        var found = PlantedIdentity.FindIn(segmentation);
        Assert.Contains("PatientName", found);
        Assert.Contains("SOPInstanceUID", found);
    }

    [Fact]
    public async Task RunAsync_RefusedStudyWithPlantedIdentity_TellsItInResultObjectsAlone()
    {
        foreach (var file in Directory.GetFiles(_planted).Order(StringComparer.Ordinal).Where((_, index) => index % 7 == 3))
            File.Delete(file);

        var study = await RunAsync(HostedStudies.Zip(_planted, "1"));

        Assert.NotNull(study.Reason);
        Assert.Single(_receiver.Received);
        Assert.All(_receiver.Received, it => Assert.Empty(PlantedIdentity.FindIn(it.Body)));
        AssertClean(study);
    }

    /// <summary>The name of an upload may be a patient's: the message of what goes wrong with it is logged.</summary>
    [Fact]
    public async Task RunAsync_UploadThatHasGone_FailsWithoutItsName()
    {
        var gone = new StudyArrival("Zqfamily_Zqgiven.zip", "1-1");

        var problem = await Assert.ThrowsAsync<InboxException>(() => new StudyRunner(_services, null).RunAsync(gone, CancellationToken.None, Cancellation));

        Assert.Empty(PlantedIdentity.FindIn(problem.ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _sink.Dispose();
        _services.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private async Task<FinishedStudy> RunAsync(byte[] zip)
    {
        var file = Path.Combine(_root, "studies", "Zqfamily_Zqgiven.zip");
        await File.WriteAllBytesAsync(file, zip, Cancellation);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromMinutes(1));
        var arrival = await _services.Storage.Studies.ListAsync("", Cancellation).SingleAsync(Cancellation);
        var study = await new StudyRunner(_services, null).RunAsync(arrival, CancellationToken.None, Cancellation);
        await _services.Outbox.DeliverAsync(Cancellation);
        return study!;
    }

    private void AssertClean(FinishedStudy study)
    {
        Assert.All(_work.Written, it => AssertClean(it.Path, it.Content, []));
        Assert.NotEmpty(_results.Written);
        foreach (var (path, content) in _results.Written)
            AssertClean(path, content, AllowedIn(path, study));
    }

    /// <summary>Which attributes a file may tell. Verdicts are tallied by institution, so marks and reports name it; whoever reads a report needs the UIDs to find the images.</summary>
    private static string[] AllowedIn(string path, FinishedStudy study)
    {
        if (!path.StartsWith(study.ResultPath + "/", StringComparison.Ordinal) || path.Contains("/events/", StringComparison.Ordinal))
            return path.Split('/')[0] is "_uploads" or "_instances" or "_ends" ? ["InstitutionName"] : [];
        return Path.GetExtension(path) switch
        {
            ".dcm" => [.. PlantedIdentity.Values.Select(value => value.Attribute).Except(["FileName", "PrivateElement", "PatientComments", "ImageComments"])],
            ".json" or ".html" when !path.EndsWith("/manifest.json", StringComparison.Ordinal) =>
                ["StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "InstitutionName"],
            _ => [],
        };
    }

    private static void AssertClean(string path, byte[] content, string[] allowed)
    {
        Assert.Empty(PlantedIdentity.FindIn(path));
        var found = PlantedIdentity.FindIn(content).Except(allowed).ToList();
        Assert.True(found is [], $"{path} tells {string.Join(", ", found)}: {Excerpt(content)}");
    }

    private static string Excerpt(byte[] content) => Encoding.Latin1.GetString(content[..Math.Min(content.Length, 2000)]);
}
