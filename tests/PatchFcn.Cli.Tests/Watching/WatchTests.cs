using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Testing;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>R97 to R99: the embedded host as a process, as an administrator runs it.</summary>
public sealed class WatchTests(Azurite azurite) : IDisposable
{
    private const int Studies = 20;

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly int _port = Ports.Free();
    private Process? _process;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Kill();
        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("blobs")]
    public async Task Watch_KilledTenTimesOverTwentyStudies_LosesAndDoublesNothing(string kind)
    {
        await using var receiver = new WebhookReceiver();
        var storage = await UploadAsync(kind);
        var random = new Random(1);
        for (var i = 0; i < 10; i++)
        {
            Start(storage, receiver.Address);
            await Task.Delay(random.Next(700, 3500), Cancellation);
            Kill();
        }

        Start(storage, receiver.Address);
        var listed = await UntilAsync(() => ListAsync(), studies => studies.Count == Studies);
        await UntilAsync(() => Task.FromResult(Finals(receiver)), ids => ids.Count == Studies);

        Assert.Equal(Studies, listed.Select(it => it.GetProperty("run").GetProperty("instance").GetString()).Distinct().Count());
        Assert.All(listed, it => Assert.Equal("analyzed", it.GetProperty("run").GetProperty("status").GetString()));
        Assert.Equal(Studies, Finals(receiver).Count);
    }

    [Fact]
    public async Task Http_OtherSitesAndStrangePaths_AreRefused()
    {
        Start(_root, null);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        await UntilAsync(async () => await AnswerAsync(client, "/health"), code => code == HttpStatusCode.OK);

        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/api/studies") { Headers = { { "Origin", "http://elsewhere.example" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(foreign, Cancellation)).StatusCode);
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/api/studies") { Headers = { Host = "elsewhere.example" } };
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(rebound, Cancellation)).StatusCode);
        foreach (var path in new[] { "/results/..%2F..%2Fetc%2Fpasswd", "/results/_uploads/a.json", "/api/studies/nothing", "/api/studies/0123456789abcdef/report" })
            Assert.Equal(HttpStatusCode.NotFound, await AnswerAsync(client, path));
        Assert.Equal(HttpStatusCode.OK, await AnswerAsync(client, "/"));
    }

    [Theory]
    [InlineData]
    [InlineData("--storage", "s", "--webhook", "ftp://example.org")]
    [InlineData("--storage", "s", "--studies", "0")]
    [InlineData("--storage", "AccountName=x;Nonsense=y")]
    public async Task Watch_WrongUsage_Exits2(params string[] arguments)
    {
        var run = await Patchfcn.RunAsync(_root, ["watch", .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    private static List<string> Finals(WebhookReceiver receiver) =>
        [.. receiver.Received.Where(it => it.Type == "patchfcn.study.analyzed").Select(it => it.Id).Distinct()];

    private static async Task<HttpStatusCode?> AnswerAsync(HttpClient client, string path)
    {
        try
        {
            using var answer = await client.GetAsync(path, Cancellation);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> holds)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            var value = await read();
            if (holds(value))
                return value;
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(20), "It takes too long.");
            await Task.Delay(200, Cancellation);
        }
    }

    private async Task<List<JsonElement>> ListAsync()
    {
        using var client = new HttpClient();
        try
        {
            var answer = await client.GetFromJsonAsync<JsonElement>($"http://127.0.0.1:{_port}/api/studies", Cancellation);
            return [.. answer.GetProperty("studies").EnumerateArray()];
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    private void Start(string storage, Uri? webhook)
    {
        string[] telling = webhook is null ? [] : ["--webhook", webhook.AbsoluteUri, "--allow-demonstration", "phantom-compact"];
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "patchfcn.dll"), "watch", "--storage", storage, "--port", $"{_port}", "--quiet", .. telling];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments));
    }

    private void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process = null;
    }

    /// <summary>Twenty uploads of the same images; a note makes each another study to the software.</summary>
    private async Task<string> UploadAsync(string kind)
    {
        var phantom = Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = BleedChoice.Edh, MatrixSize = 128, SliceSpacingMm = 5 }), Cancellation);
        PhantomWriter.Write(phantom, _root, "phantom");
        var studies = Directory.CreateDirectory(Path.Combine(_root, "host", "studies")).FullName;
        for (var i = 0; i < Studies; i++)
        {
            using var zip = ZipFile.Open(Path.Combine(studies, $"{i}.zip"), ZipArchiveMode.Create);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(_root, "phantom"), "*.dcm"))
                zip.CreateEntryFromFile(file, Path.GetFileName(file));
            using var note = new StreamWriter(zip.CreateEntry("note.txt").Open());
            note.Write(i);
        }
        if (kind == "folder")
            return Path.GetDirectoryName(studies)!;
        var container = new BlobServiceClient(azurite.Require()).GetBlobContainerClient("studies");
        await container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        foreach (var file in Directory.EnumerateFiles(studies))
            await container.GetBlobClient(Path.GetFileName(file)).UploadAsync(file, Cancellation);
        return azurite.ConnectionString!;
    }
}
