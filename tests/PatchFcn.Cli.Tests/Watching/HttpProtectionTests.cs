using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PatchFcn.Testing;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>R164: what the HTTP interface of <c>watch</c> refuses, and what every answer says. One process for all that ask only a few questions.</summary>
public sealed class HttpProtectionTests(WatchedFolder watched) : IClassFixture<WatchedFolder>
{
    private const string Secret = "\"told nobody\"";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/api/studies")]
    [InlineData("GET", "/api/studies/nothing")]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/results/0123456789abcdef/0123456789abcdef/report.html")]
    [InlineData("POST", "/api/studies/0123456789abcdef/verdict")]
    public async Task AnyAnswer_HasTheSecurityHeaders(string method, string path)
    {
        using var answer = await SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("", Header(answer, "Server"));
    }

    [Fact]
    public async Task Body_LargerThanTheLimit_Is413()
    {
        using var request = Verdict($"{{\"verdict\":\"agree\",\"comment\":\"{new string('x', 100_000)}\"}}");
        using var answer = await SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("{\"verdict\":")]
    [InlineData("[1,2,3]")]
    [InlineData("null")]
    [InlineData("\"agree\"")]
    public async Task Body_ThatIsNoVerdict_Is400WithoutAnythingOfTheInside(string body)
    {
        using var answer = await SendAsync(Verdict(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        AssertNothingOfTheInside(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>A form of another site can send no JSON without asking first.</summary>
    [Fact]
    public async Task Verdict_AsAForm_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/studies/0123456789abcdef/verdict") { Content = new StringContent("{\"verdict\":\"agree\"}", Encoding.UTF8, "text/plain") };
        using var answer = await SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    /// <summary>R139.</summary>
    [Theory]
    [InlineData("Origin", "http://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "elsewhere.example")]
    [InlineData("Host", "127.0.0.1.elsewhere.example")]
    public async Task Verdict_FromAnotherSite_Is403(string header, string value)
    {
        using var request = Verdict("{\"verdict\":\"agree\"}");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    /// <summary>R139: a script of another site could keep the host busy; a link there may lead here.</summary>
    [Theory]
    [InlineData("empty", HttpStatusCode.Forbidden)]
    [InlineData("iframe", HttpStatusCode.Forbidden)]
    [InlineData("document", HttpStatusCode.OK)]
    public async Task Worklist_AskedForByAnotherSite_IsForLinksAlone(string destination, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Dest", destination } } };
        using var answer = await SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    /// <summary>
    /// R99: folders are not listed, marks, keys and the audit log are not handed out, and nothing leads elsewhere. Everything asked for is there; asked without a client that would put the path in order first.
    /// </summary>
    [Theory]
    [InlineData("/results/")]
    [InlineData("/results/folder")]
    [InlineData("/results/folder/")]
    [InlineData("/results/_audit/000000001/a.json")]
    [InlineData("/results/_instances/a.json")]
    [InlineData("/results/.patients/key")]
    [InlineData("/results/folder/..%2F_instances%2Fa.json")]
    [InlineData("/results/../studies/open/a.json")]
    [InlineData("/results/%2e%2e/studies/open/a.json")]
    [InlineData("/results/..%2Fstudies%2Fopen%2Fa.json")]
    [InlineData("/results/..%5Cstudies%5Copen%5Ca.json")]
    [InlineData("/results/ROOT/studies/open/a.json")]
    [InlineData("/results/folder/a.json%00")]
    public async Task Results_WhatIsNoResultFile_IsNotHandedOut(string path)
    {
        foreach (var file in new[] { "results/_audit/000000001/a.json", "results/_instances/a.json", "results/.patients/key", "results/folder/a.json", "studies/open/a.json" })
            Plant(file);

        var answer = await AskAsync(path.Replace("ROOT", watched.Root, StringComparison.Ordinal));

        Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
        AssertNothingOfTheInside(answer);
        Assert.Contains(Secret, await AskAsync("/results/folder/a.json"), StringComparison.Ordinal);
    }

    /// <summary>R164: the flood goes on until it is stopped, so however slow the machine is, it comes faster than changes are let through.</summary>
    [Fact]
    public async Task Flood_OfChanges_Is429WhileHealthIsAnswered()
    {
        const int atOnce = 32, most = 5000;
        await using var other = new WatchedFolder();
        await other.InitializeAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await ChangeAsync());

        var (sent, isStopped) = (0, false);
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => FloodAsync()));

        Assert.True(isStopped, $"{sent} changes were let through.");
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await other.Client.GetAsync("/health", Cancellation)).StatusCode);

        async Task FloodAsync()
        {
            while (!isStopped && Interlocked.Increment(ref sent) <= most)
                if (await ChangeAsync() == HttpStatusCode.TooManyRequests)
                    isStopped = true;
        }

        async Task<HttpStatusCode> ChangeAsync()
        {
            using var answer = await other.Client.SendAsync(Verdict("{}"), Cancellation);
            return answer.StatusCode;
        }
    }

    private static HttpRequestMessage Verdict(string body) =>
        new(HttpMethod.Post, "/api/studies/0123456789abcdef/verdict") { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private void Plant(string file)
    {
        var path = Path.Combine(watched.Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Secret);
    }

    /// <summary>The answer to a path as it stands.</summary>
    private async Task<string> AskAsync(string path)
    {
        var address = watched.Client.BaseAddress!;
        using var connection = new TcpClient(address.Host, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n"), Cancellation);
        using var answer = new StreamReader(stream);
        return await answer.ReadToEndAsync(Cancellation);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "";

    private static void AssertNothingOfTheInside(string text)
    {
        foreach (var word in new[] { "Exception", "   at ", "PatchFcn.", "Microsoft.", ".cs:line" })
            Assert.DoesNotContain(word, text, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => watched.Client.SendAsync(request, Cancellation);
}

/// <summary><c>watch</c> on an empty folder, as a process; in an environment that asks for development, which it must not heed.</summary>
public sealed class WatchedFolder : IAsyncLifetime
{
    private readonly int _port = Ports.Free();
    private Process? _process;

    public string Root { get; } = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Client.BaseAddress = new Uri($"http://127.0.0.1:{_port}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "patchfcn.dll"), "watch", "--storage", Root, "--port", $"{_port}", "--quiet"]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        _process = Process.Start(start);
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            try
            {
                (await Client.GetAsync("/health", TestContext.Current.CancellationToken)).Dispose();
                return;
            }
            catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromMinutes(3))
            {
                // Not yet.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process?.Kill();
        if (_process is not null)
            await _process.WaitForExitAsync();
        Client.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
