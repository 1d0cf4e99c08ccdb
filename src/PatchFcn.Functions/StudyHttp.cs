using System.Net;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Functions;

/// <summary>The page and the HTTP interface, for whoever has a key of the app.</summary>
/// <param name="api">What the HTTP interface of every host does.</param>
/// <param name="dispatchers">Take up uploads.</param>
public sealed class StudyHttp(StudyApi api, DispatcherFactory dispatchers)
{
    private const AuthorizationLevel WithKey = AuthorizationLevel.Function;

    /// <summary><c>GET /</c>: the worklist; <c>?code=</c> carries the key on.</summary>
    [Function("Page")]
    public Task<HttpResponseData> PageAsync([HttpTrigger(WithKey, "get", Route = "/")] HttpRequestData request, CancellationToken cancellation) =>
        request.AnswerAsync(Worklist.Html, "text/html; charset=utf-8", cancellation);

    /// <summary><c>GET /api/studies</c>: finished studies, newest first, and those at work by their instance.</summary>
    [Function("ListStudies")]
    public async Task<HttpResponseData> ListAsync(
        [HttpTrigger(WithKey, "get", Route = "api/studies")] HttpRequestData request, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        await request.AnswerAsync(
            new { running = await new DurableEngine(client).ListAsync(cancellation), studies = await api.ListAsync(cancellation) }, cancellation);

    /// <summary><c>GET /api/studies/{study}</c>: run, events, verdicts.</summary>
    [Function("FindStudy")]
    public async Task<HttpResponseData> FindAsync([HttpTrigger(WithKey, "get", Route = "api/studies/{study}")] HttpRequestData request, string study, CancellationToken cancellation) =>
        await api.FindAsync(study, cancellation) is { } found ? await request.AnswerAsync(found, cancellation) : await request.NoStudyAsync(cancellation);

    /// <summary><c>GET /api/studies/{study}/report</c>: <c>report.json</c> of the newest run.</summary>
    [Function("ReadReport")]
    public async Task<HttpResponseData> ReportAsync(
        [HttpTrigger(WithKey, "get", Route = "api/studies/{study}/report")] HttpRequestData request, string study, CancellationToken cancellation) =>
        await api.NewestAsync(study, cancellation) is { } newest
            ? await ReadAsync(request, newest.Study.ResultPath + "/report.json", cancellation)
            : await request.NoStudyAsync(cancellation);

    /// <summary><c>POST /api/studies/{study}/verdict</c>: what a reader says; it stops the escalation.</summary>
    [Function("JudgeStudy")]
    public async Task<HttpResponseData> JudgeAsync(
        [HttpTrigger(WithKey, "post", Route = "api/studies/{study}/verdict")] HttpRequestData request, string study, CancellationToken cancellation)
    {
        try
        {
            var verdict = await request.ReadAsync<GivenVerdict>(cancellation);
            return await api.JudgeAsync(study, verdict, cancellation) ? request.CreateResponse(HttpStatusCode.NoContent) : await request.NoStudyAsync(cancellation);
        }
        catch (Exception problem) when (problem is ArgumentException or JsonException)
        {
            return await request.AnswerAsync(new { problem = problem.Message }, cancellation, HttpStatusCode.BadRequest);
        }
    }

    /// <summary><c>POST /api/studies/{study}/rerun</c>: analyses it once more.</summary>
    [Function("RerunStudy")]
    public async Task<HttpResponseData> RerunAsync(
        [HttpTrigger(WithKey, "post", Route = "api/studies/{study}/rerun")] HttpRequestData request, string study, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (await api.NewestAsync(study, cancellation) is not { } newest)
            return await request.NoStudyAsync(cancellation);
        await dispatchers.For(client).RerunAsync(newest.Key, newest.Study, cancellation);
        return request.CreateResponse(HttpStatusCode.Accepted);
    }

    /// <summary><c>DELETE /api/studies/{key}/run</c>: ends a run with a report that says so; <c>key</c> as in the list of those at work.</summary>
    [Function("StopStudy")]
    public async Task<HttpResponseData> StopAsync(
        [HttpTrigger(WithKey, "delete", Route = "api/studies/{key}/run")] HttpRequestData request, string key, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        await dispatchers.For(client).StopAsync(key, cancellation) ? request.CreateResponse(HttpStatusCode.Accepted) : await request.NoStudyAsync(cancellation);

    /// <summary><c>GET /results/…</c>: a result file.</summary>
    [Function("ReadResult")]
    public async Task<HttpResponseData> ReadAsync([HttpTrigger(WithKey, "get", Route = "results/{*path}")] HttpRequestData request, string path, CancellationToken cancellation)
    {
        try
        {
            if (await api.OpenAsync(path, cancellation) is not { } file)
                return request.CreateResponse(HttpStatusCode.NotFound);
            await using (file)
                return await request.AnswerAsync(file, StudyApi.ContentTypeOf(path), cancellation);
        }
        catch (ArgumentException)
        {
            return request.CreateResponse(HttpStatusCode.NotFound);
        }
    }
}
