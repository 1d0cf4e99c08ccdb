using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Http;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Functions;

/// <summary>Answers to requests, in the JSON of every host.</summary>
internal static class Answers
{
    /// <summary>Reads the body of a request.</summary>
    /// <exception cref="JsonException">It is not what it should be, or too large.</exception>
    public static async Task<T> ReadAsync<T>(this HttpRequestData request, CancellationToken cancellation)
    {
        if (request.Body.Length > RequestGuard.LargestBody)
            throw new JsonException("The body is too large.");
        return await JsonSerializer.DeserializeAsync<T>(request.Body, StudyJson.Options, cancellation) ?? throw new JsonException("The body is empty.");
    }

    /// <summary>Whether a page of another site made a browser send the request.</summary>
    public static bool IsForeign(this HttpRequestData request) =>
        RequestGuard.IsForeign(Header(request, "Origin"), Header(request, "Sec-Fetch-Site"), Header(request, "X-Forwarded-Host") ?? request.Url.Authority);

    /// <summary>Who signed in with Entra ID in front of the app, or null: of a key it is not known who uses it. Whoever has a key could write the header, where no sign-in takes it away.</summary>
    /// <param name="request">The request.</param>
    /// <param name="signIn">Whether that sign-in is in front.</param>
    public static string? Caller(this HttpRequestData request, bool signIn) => signIn ? Header(request, "X-MS-CLIENT-PRINCIPAL-NAME") : null;

    public static Task<HttpResponseData> AnswerAsync<T>(this HttpRequestData request, T value, CancellationToken cancellation, HttpStatusCode status = HttpStatusCode.OK) =>
        request.AnswerAsync(JsonSerializer.Serialize(value, StudyJson.Options), "application/json", cancellation, status);

    public static Task<HttpResponseData> NoStudyAsync(this HttpRequestData request, CancellationToken cancellation) =>
        request.AnswerAsync(new { problem = "There is no such study." }, cancellation, HttpStatusCode.NotFound);

    public static Task<HttpResponseData> AnswerAsync(
        this HttpRequestData request, string text, string type, CancellationToken cancellation, HttpStatusCode status = HttpStatusCode.OK) =>
        request.AnswerAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), type, cancellation, status);

    public static async Task<HttpResponseData> AnswerAsync(
        this HttpRequestData request, Stream content, string type, CancellationToken cancellation, HttpStatusCode status = HttpStatusCode.OK)
    {
        var response = request.Answer(status, type);
        response.Headers.Add("Content-Type", type);
        await content.CopyToAsync(response.Body, cancellation);
        return response;
    }

    /// <summary>An answer, so far without a body.</summary>
    public static HttpResponseData Answer(this HttpRequestData request, HttpStatusCode status, string? type = null)
    {
        var response = request.CreateResponse(status);
        foreach (var (name, value) in AnswerHeaders.For(type))
            response.Headers.Add(name, value);
        return response;
    }

    private static string? Header(HttpRequestData request, string name) => request.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
