using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Functions.Tests;

/// <summary>R139, R164: what changes something is refused to pages of other sites, by the name that the browser asked for; behind the ingress the app goes by another.</summary>
public sealed class OtherSitesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://elsewhere.example", null)]
    [InlineData("null", null)]
    [InlineData("http://localhost", null)]
    [InlineData(null, "cross-site")]
    [InlineData(null, "same-site")]
    public async Task Change_FromAnotherSite_Is403(string? origin, string? fetchSite)
    {
        var http = new StudyHttp(null!, null!, new AppOptions());
        HttpResponseData[] answers =
        [
            await http.JudgeAsync(Request(origin, fetchSite), "0123456789abcdef", Cancellation),
            await http.RerunAsync(Request(origin, fetchSite), "0123456789abcdef", null!, Cancellation),
            await http.StopAsync(Request(origin, fetchSite), "key", null!, Cancellation),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.All(answers, answer => Assert.Equal(["no-store"], answer.Headers.GetValues("Cache-Control")));
    }

    /// <summary>It gets as far as its body, which is no verdict.</summary>
    [Theory]
    [InlineData("https://app.example", "same-origin")]
    [InlineData(null, null)]
    public async Task Verdict_FromTheAppsOwnPage_IsRead(string? origin, string? fetchSite)
    {
        var answer = await new StudyHttp(null!, null!, new AppOptions()).JudgeAsync(Request(origin, fetchSite), "0123456789abcdef", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>R250: the key of the app stands in the address of a page, and must not go on to another site.</summary>
    [Fact]
    public async Task Page_Headers_AreThoseOfWatch()
    {
        var answer = await new StudyHttp(null!, null!, new AppOptions()).PageAsync(Request(null, null), Cancellation);

        Assert.All(AnswerHeaders.For("text/html"), header => Assert.Equal([header.Value], answer.Headers.GetValues(header.Key)));
    }

    /// <summary>R250.</summary>
    [Fact]
    public async Task Verdict_BodyOfMegabytes_IsRefusedUnread()
    {
        var answer = await new StudyHttp(null!, null!, new AppOptions()).JudgeAsync(Request(null, null, new string(' ', 1 << 20)), "0123456789abcdef", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static ReceivedRequest Request(string? origin, string? fetchSite, string body = "null")
    {
        var request = new ReceivedRequest("http://localhost/api/studies", body);
        request.Headers.Add("X-Forwarded-Host", "app.example");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (fetchSite is not null)
            request.Headers.Add("Sec-Fetch-Site", fetchSite);
        return request;
    }
}
