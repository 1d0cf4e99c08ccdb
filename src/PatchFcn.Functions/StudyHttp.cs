using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Hosting.Pages;
using PatchFcn.Workflow.Hosting.Readings;

namespace PatchFcn.Functions;

/// <summary>The page and the HTTP interface, for whoever has a key of the app.</summary>
/// <param name="api">What the HTTP interface of every host does.</param>
/// <param name="dispatchers">Take up uploads.</param>
/// <param name="options">Settings of the app.</param>
public sealed class StudyHttp(StudyApi api, DispatcherFactory dispatchers, AppOptions options)
{
    private const AuthorizationLevel WithKey = AuthorizationLevel.Function;

    /// <summary><c>GET /</c>: the worklist; <c>?code=</c> carries the key on.</summary>
    [Function("Page")]
    public Task<HttpResponseData> PageAsync([HttpTrigger(WithKey, "get", Route = "/")] HttpRequestData request, CancellationToken cancellation) =>
        request.AnswerAsync(HostPages.Worklist, HostPages.ContentType, cancellation);

    /// <summary><c>GET /verdicts</c>: what readers said, by site and scanner.</summary>
    [Function("VerdictsPage")]
    public Task<HttpResponseData> VerdictsPageAsync([HttpTrigger(WithKey, "get", Route = "verdicts")] HttpRequestData request, CancellationToken cancellation) =>
        request.AnswerAsync(HostPages.Verdicts, HostPages.ContentType, cancellation);

    /// <summary><c>GET /alert-budget</c>: alerts, their worth, and what is missed.</summary>
    [Function("AlertBudgetPage")]
    public Task<HttpResponseData> AlertBudgetPageAsync([HttpTrigger(WithKey, "get", Route = "alert-budget")] HttpRequestData request, CancellationToken cancellation) =>
        request.AnswerAsync(HostPages.AlertBudget, HostPages.ContentType, cancellation);

    /// <summary><c>GET /api/verdicts</c>: what readers said, in figures.</summary>
    [Function("SummariseVerdicts")]
    public async Task<HttpResponseData> SummariseAsync([HttpTrigger(WithKey, "get", Route = "api/verdicts")] HttpRequestData request, CancellationToken cancellation) =>
        await request.AnswerAsync(await api.SummariseAsync(cancellation), cancellation);

    /// <summary><c>GET /api/verdicts.csv</c>: all verdicts.</summary>
    [Function("ExportVerdicts")]
    public async Task<HttpResponseData> ExportAsync([HttpTrigger(WithKey, "get", Route = "api/verdicts.csv")] HttpRequestData request, CancellationToken cancellation) =>
        await request.AnswerAsync(await api.ExportAsync(cancellation), "text/csv; charset=utf-8", cancellation);

    /// <summary><c>GET /api/alert-budget?prevalence=&amp;studiesPerDay=</c>: what every operating point costs and misses.</summary>
    [Function("ComputeAlertBudget")]
    public async Task<HttpResponseData> BudgetAsync([HttpTrigger(WithKey, "get", Route = "api/alert-budget")] HttpRequestData request, CancellationToken cancellation)
    {
        try
        {
            return await request.AnswerAsync(api.Budget(Number(request.Query["prevalence"]), Number(request.Query["studiesPerDay"])), cancellation);
        }
        catch (ArgumentException problem)
        {
            return await request.AnswerAsync(new { problem = problem.Message }, cancellation, HttpStatusCode.BadRequest);
        }

        static double Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }

    /// <summary><c>GET /api/studies?newest=</c>: finished studies, the most urgent first, and those at work by their instance.</summary>
    [Function("ListStudies")]
    public async Task<HttpResponseData> ListAsync(
        [HttpTrigger(WithKey, "get", Route = "api/studies")] HttpRequestData request, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        int? newest = int.TryParse(request.Query["newest"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var (studies, leftOut) = await api.WorklistAsync(newest, cancellation);
        return await request.AnswerAsync(new { running = await new DurableEngine(client).ListAsync(cancellation), studies, leftOut }, cancellation);
    }

    /// <summary><c>GET /api/studies/{study}</c>: run, events, verdicts.</summary>
    [Function("FindStudy")]
    public async Task<HttpResponseData> FindAsync([HttpTrigger(WithKey, "get", Route = "api/studies/{study}")] HttpRequestData request, string study, CancellationToken cancellation) =>
        await api.FindAsync(study, cancellation) is { } found ? await request.AnswerAsync(found, cancellation) : await request.NoStudyAsync(cancellation);

    /// <summary><c>GET /api/studies/{study}/report</c>: <c>report.json</c> of the newest run.</summary>
    [Function("ReadReport")]
    public async Task<HttpResponseData> ReportAsync(
        [HttpTrigger(WithKey, "get", Route = "api/studies/{study}/report")] HttpRequestData request, string study, CancellationToken cancellation) =>
        await api.NewestAsync(study, cancellation) is { } newest
            ? await ReadAsync(request, $"{newest.ResultPath}/{ResultNames.Report}", cancellation)
            : await request.NoStudyAsync(cancellation);

    /// <summary><c>POST /api/studies/{study}/verdict</c>: what a reader says; it stops the escalation.</summary>
    [Function("JudgeStudy")]
    public async Task<HttpResponseData> JudgeAsync(
        [HttpTrigger(WithKey, "post", Route = "api/studies/{study}/verdict")] HttpRequestData request, string study, CancellationToken cancellation)
    {
        if (request.IsForeign())
            return request.Answer(HttpStatusCode.Forbidden);
        try
        {
            var verdict = await request.ReadAsync<GivenVerdict>(cancellation);
            return await api.JudgeAsync(study, verdict, request.Caller(options.SignIn), cancellation) ? request.Answer(HttpStatusCode.NoContent) : await request.NoStudyAsync(cancellation);
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
        if (request.IsForeign())
            return request.Answer(HttpStatusCode.Forbidden);
        if (await api.NewestAsync(study, cancellation) is not { } newest)
            return await request.NoStudyAsync(cancellation);
        return await dispatchers.For(client).RerunAsync(newest, cancellation)
            ? request.Answer(HttpStatusCode.Accepted)
            : await request.AnswerAsync(new { problem = StudyApi.UploadIsGone }, cancellation, HttpStatusCode.Conflict);
    }

    /// <summary><c>DELETE /api/studies/{key}/run</c>: ends a run with a report that says so; <c>key</c> as in the list of those at work.</summary>
    [Function("StopStudy")]
    public async Task<HttpResponseData> StopAsync(
        [HttpTrigger(WithKey, "delete", Route = "api/studies/{key}/run")] HttpRequestData request, string key, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (request.IsForeign())
            return request.Answer(HttpStatusCode.Forbidden);
        if (!await dispatchers.For(client).StopAsync(key, cancellation))
            return await request.NoStudyAsync(cancellation);
        await api.NoteStopAsync(key, request.Caller(options.SignIn), cancellation);
        return request.Answer(HttpStatusCode.Accepted);
    }

    /// <summary><c>GET /results/…</c>: a result file.</summary>
    [Function("ReadResult")]
    public async Task<HttpResponseData> ReadAsync([HttpTrigger(WithKey, "get", Route = "results/{*path}")] HttpRequestData request, string path, CancellationToken cancellation)
    {
        try
        {
            if (await api.OpenAsync(path, request.Caller(options.SignIn), cancellation) is not { } file)
                return request.Answer(HttpStatusCode.NotFound);
            await using (file)
                return await request.AnswerAsync(file, StudyApi.ContentTypeOf(path), cancellation);
        }
        catch (ArgumentException)
        {
            return request.Answer(HttpStatusCode.NotFound);
        }
    }
}
