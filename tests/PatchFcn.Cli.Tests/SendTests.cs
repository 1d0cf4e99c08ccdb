using PatchFcn.Testing;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Delivery;

namespace PatchFcn.Cli.Tests;

/// <summary>R157, R158: objects are delivered to a real server on loopback, again where that may help, and the account says what became of each.</summary>
public sealed class SendTests(AnalyzedPhantom phantom) : IDisposable
{
    private static readonly (int Status, string Body) Taken = (200, """{"00081199":{"vr":"SQ","Value":[{}]}}""");
    private static readonly (int Status, string Body) Busy = (503, "");

    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private List<string> Objects => [.. Directory.GetFiles(phantom.Result, "*.dcm", SearchOption.AllDirectories)];

    [Fact]
    public async Task Send_ServerBusyAtFirst_DeliversEveryObjectAsItIs()
    {
        await using var server = new StowReceiver(number => number <= 2 ? Busy : Taken);

        var run = await Patchfcn.RunAsync(_folder, "send", phantom.Result, "--dicomweb", server.Address.AbsoluteUri + "/");

        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(Objects);
        Assert.Contains($"{Objects.Count} of {Objects.Count} objects were accepted.", run.Output, StringComparison.Ordinal);
        Assert.Contains("after 3 attempts", run.Output, StringComparison.Ordinal);
        Assert.Equal(Objects.Select(File.ReadAllBytes).Select(Convert.ToHexString).Order(), server.Taken.Select(Convert.ToHexString).Order());
        Assert.All(server.Requests, request => Assert.Equal("/dicom-web/studies", request.Path));
        Assert.All(server.Requests, request => Assert.Contains("multipart/related", request.ContentType, StringComparison.Ordinal));
        Assert.All(server.Requests, request => Assert.Contains("type=\"application/dicom\"", request.ContentType, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_OneRefused_Exits5AndSaysWhichAndWhyWithoutTryingAgain()
    {
        await using var server = new StowReceiver(number =>
            number == 1 ? (409, """{"00081198":{"vr":"SQ","Value":[{"00081197":{"vr":"US","Value":[42752]}}]}}""") : Taken);

        var run = await Patchfcn.RunAsync(_folder, "send", phantom.Result, "--dicomweb", server.Address.AbsoluteUri);

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("refused (409, failure reason A700)", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{Objects.Count - 1} of {Objects.Count} objects were accepted.", run.Output, StringComparison.Ordinal);
        Assert.Equal(Objects.Count, server.Requests.Count);
    }

    [Fact]
    public async Task Send_AlteredObject_IsNotSent()
    {
        var result = AnalyzedPhantom.Copy(phantom.Result, Path.Combine(_folder, "result"));
        File.AppendAllText(Path.Combine(result, "segmentation.dcm"), "  ");
        await using var server = new StowReceiver(_ => Taken);

        var run = await Patchfcn.RunAsync(_folder, "send", result, "--dicomweb", server.Address.AbsoluteUri);

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("segmentation.dcm: not sent", run.Output, StringComparison.Ordinal);
        Assert.Equal(Objects.Count - 1, server.Taken.Count);
    }

    [Fact]
    public async Task Send_NoWebAddress_Exits2()
    {
        Assert.Equal(2, (await Patchfcn.RunAsync(_folder, "send", phantom.Result, "--dicomweb", "pacs:8042")).ExitCode);
    }

    [Theory]
    [InlineData(200, """{"00081198":{"vr":"SQ","Value":[{}]}}""", false, "refused (200, failure reason not given)", 1)]
    [InlineData(202, "<html>", true, "taken (202)", 1)]
    [InlineData(409, """{"00081198":{"vr":"SQ","Value":[{"00081197":{"vr":"US","Value":[45070]}}]}}""", true, "there already (409, failure reason B00E)", 1)]
    [InlineData(409, """{"00081198":{"vr":"SQ","Value":[{"00081197":{"vr":"US","Value":[273]}}]}}""", true, "there already (409, failure reason 0111)", 1)]
    [InlineData(409, """{"00081198":{"vr":"SQ","Value":[{"00081197":{"vr":"US","Value":[]}}]}}""", false, "refused (409, failure reason not given)", 1)]
    [InlineData(200, """{"00081198":{"vr":"SQ","Value":[]}}""", true, "taken (200)", 1)]
    [InlineData(200, """{"00081198":{"vr":"SQ","Value":[{"00081197":{"vr":"US","Value":["272"]}}]}}""", false, "refused (200, failure reason not given)", 1)]
    [InlineData(200, """{"00081198":{"vr":"SQ","Value":[null]}}""", false, "refused (200, failure reason not given)", 1)]
    [InlineData(409, """{"00081198":{},"00081198":{}}""", false, "refused (409)", 1)]
    [InlineData(401, "", false, "refused (401)", 1)]
    [InlineData(302, "", false, "refused (302)", 1)]
    [InlineData(503, "", false, "refused (503)", 5)]
    public async Task Store_Answer_IsAccountedFor(int status, string body, bool taken, string account, int attempts)
    {
        await using var server = new StowReceiver(_ => (status, body));
        using var client = new StowClient(server.Address, "Bearer token", TimeSpan.FromMilliseconds(1));

        var delivered = await client.StoreAsync("a.dcm", [1, 2, 3], TestContext.Current.CancellationToken);

        Assert.Equal(new Delivered("a.dcm", taken, account, attempts), delivered);
        Assert.Equal(attempts, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal("Bearer token", request.Authorization));
    }

    [Fact]
    public async Task Store_NobodyThere_SaysSo()
    {
        using var client = new StowClient(new Uri($"http://127.0.0.1:{Ports.Free()}"), null, TimeSpan.FromMilliseconds(1));

        var delivered = await client.StoreAsync("a.dcm", [1], TestContext.Current.CancellationToken);

        Assert.False(delivered.Taken);
        Assert.Contains("out of reach: ConnectionError", delivered.Account, StringComparison.Ordinal);
        Assert.Equal(5, delivered.Attempts);
    }
}
