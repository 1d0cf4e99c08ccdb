using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Testing;
using PatchFcn.Testing.Privacy;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>R178: a host that was asked for it leaves no trace of whose study it was: not in its storage, not in its events, not in its answers.</summary>
public sealed class DeidentifiedWatchTests(AnalyzedPhantom phantom) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Storage => Path.Combine(_root, "host");

    [Fact]
    public async Task Watch_Deidentify_NothingWrittenToldOrAnsweredTellsWhoseStudyItIs()
    {
        var upload = Upload();
        await using var receiver = new WebhookReceiver();
        List<string> answers;
        using (var host = new WatchHost(
            Storage, null, options: ["--webhook", receiver.Address.AbsoluteUri, "--model", AnalyzedPhantom.Model("density-baseline"), "--allow-demonstration", "density-baseline", "--deidentify"]))
            answers = await ReadAsync(host, receiver);
        var written = Directory.GetFiles(Storage, "*", SearchOption.AllDirectories).Where(file => file != upload).ToList();

        // The check itself: what must not be found was there.
        Assert.Equal(PlantedIdentity.Values.Count, IdentityTraces.FindIn(await File.ReadAllBytesAsync(upload, Cancellation)).Except(IdentityTraces.Times.Select(time => time.Attribute)).Count());
        Assert.All(answers, answer => Assert.Empty(IdentityTraces.FindIn(answer)));
        Assert.All(receiver.Received, it => Assert.Empty(IdentityTraces.FindIn(it.Body)));
        Assert.All(written, file =>
        {
            Assert.Empty(IdentityTraces.FindIn(Path.GetRelativePath(Storage, file)));
            var found = IdentityTraces.FindIn(File.ReadAllBytes(file));
            Assert.True(found is [], $"{file} tells {string.Join(", ", found)}");
        });
        using var segmentation = File.OpenRead(written.Single(file => file.EndsWith("segmentation.dcm", StringComparison.Ordinal)));
        Assert.Equal("YES", new BuiltInCodec().ReadHeader(segmentation).DataSet.Text(DicomTags.PatientIdentityRemoved));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Upload()
    {
        var planted = Path.Combine(_root, "planted");
        PlantedStudy.Make(phantom.Study, planted, IdentityTraces.Times);
        var upload = Path.Combine(Directory.CreateDirectory(Path.Combine(Storage, "studies")).FullName, "Zqfamily_Zqgiven.zip");
        ZipFile.CreateFromDirectory(planted, upload, CompressionLevel.NoCompression, includeBaseDirectory: false);
        return upload;
    }

    /// <summary>Waits for the end of the study, gives a verdict and asks for all that is told of it.</summary>
    private static async Task<List<string>> ReadAsync(WatchHost host, WebhookReceiver receiver)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(8));
        List<JsonElement> studies;
        while ((studies = await host.ListAsync(patience.Token)).Count == 0 || receiver.Received.All(it => it.Type != "patchfcn.study.analyzed"))
            await Task.Delay(200, patience.Token);
        var study = $"/api/studies/{studies[0].GetProperty("study").GetString()}";
        (await client.PostAsJsonAsync($"{study}/verdict", new { verdict = "agree" }, Cancellation)).EnsureSuccessStatusCode();
        var answers = new List<string>();
        foreach (var path in new[] { "/", "/health", "/api/studies", study, $"{study}/report", "/api/verdicts", "/api/verdicts.csv" })
            answers.Add(await client.GetStringAsync(path, Cancellation));
        return answers;
    }
}
