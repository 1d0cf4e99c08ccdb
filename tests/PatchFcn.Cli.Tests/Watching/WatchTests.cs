using System.Net;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>R97 to R99: the embedded host as a process, as an administrator runs it.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Http_OtherSitesAndUnknownStudies_AreRefused()
    {
        using var host = new WatchHost(_root, webhook: null);
        using var client = new HttpClient { BaseAddress = host.Address };
        await Patience.UntilAsync(async () => await AnswerAsync(client, "/health"), code => code == HttpStatusCode.OK);

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
}
