using System.Diagnostics;
using System.Net;
using PatchFcn.Testing;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>R97 to R99: the embedded host as a process, as an administrator runs it.</summary>
public sealed class WatchTests(AnalyzedPhantom phantom, Azurite azurite) : IDisposable
{
    private const int Studies = 20;

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly int _port = Ports.Free();
    private WatchHost? _host;

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
        var listed = await UntilAsync(() => _host!.ListAsync(Cancellation), studies => studies.Count == Studies);
        await UntilAsync(() => Task.FromResult(Finals(receiver)), ids => ids.Count == Studies);

        Assert.Equal(Studies, listed.Select(it => it.GetProperty("run").GetProperty("instance").GetString()).Distinct().Count());
        Assert.All(listed, it => Assert.Equal("analyzed", it.GetProperty("run").GetProperty("status").GetString()));
        Assert.Equal(Studies, Finals(receiver).Count);
    }

    [Fact]
    public async Task Http_OtherSitesAndUnknownStudies_AreRefused()
    {
        Start(_root, null);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        await UntilAsync(async () => await AnswerAsync(client, "/health"), code => code == HttpStatusCode.OK);

        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/api/studies") { Headers = { { "Origin", "http://elsewhere.example" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(foreign, Cancellation)).StatusCode);
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/api/studies") { Headers = { Host = "elsewhere.example" } };
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(rebound, Cancellation)).StatusCode);
        foreach (var path in new[] { "/api/studies/nothing", "/api/studies/0123456789abcdef/report" })
            Assert.Equal(HttpStatusCode.NotFound, await AnswerAsync(client, path));
        Assert.Equal(HttpStatusCode.OK, await AnswerAsync(client, "/"));
    }

    [Theory]
    [InlineData]
    [InlineData("--storage", "s", "--webhook", "ftp://example.org")]
    [InlineData("--storage", "s", "--studies", "0")]
    [InlineData("--storage", "s", "--heartbeat", "0")]
    [InlineData("--storage", "s", "--heartbeat", "-1")]
    [InlineData("--storage", "s", "--heartbeat", "NaN")]
    [InlineData("--storage", "s", "--escalate-after", "-1")]
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

    /// <summary>On the quickest grid, so that kills meet every step of a study and not the network alone.</summary>
    private void Start(string storage, Uri? webhook) => _host = new WatchHost(storage, webhook, _port, "--grid", "dense");

    private void Kill()
    {
        _host?.Dispose();
        _host = null;
    }

    private async Task<string> UploadAsync(string kind)
    {
        var folder = Path.Combine(_root, "host");
        var zips = SameImages.Write(phantom.Study, folder, Studies);
        if (kind == "folder")
            return folder;
        await SameImages.UploadAsync(azurite.Require(), zips, Cancellation);
        return azurite.ConnectionString!;
    }
}
