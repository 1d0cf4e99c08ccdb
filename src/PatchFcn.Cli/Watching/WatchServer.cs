using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatchFcn.Core;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Hosting.Pages;
using PatchFcn.Workflow.Hosting.Readings;

namespace PatchFcn.Cli.Watching;

/// <summary>The page and the HTTP interface of the embedded host, on this machine alone: it asks for no key.</summary>
internal sealed class WatchServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WatchServer(WebApplication application) => _application = application;

    /// <summary>Where the page is.</summary>
    public string Address => _application.Urls.First();

    /// <summary>Starts to answer.</summary>
    /// <exception cref="UsageException">The port is taken, or may not be used.</exception>
    public static async Task<WatchServer> StartAsync(StudyServices services, StudyHost host, int port, IHostLog log, CancellationToken cancellation)
    {
        var application = Build(services, host, port, log);
        try
        {
            await application.StartAsync(cancellation);
            return new WatchServer(application);
        }
        catch (Exception problem) when (Refusal(problem) is { } refusal)
        {
            await application.DisposeAsync();
            throw new UsageException($"Port {port} {refusal}. Choose another with --port, or any that is free with --port 0.", problem);
        }
    }

    /// <summary>Why the system does not give a port to this program; null where something else is wrong.</summary>
    internal static string? Refusal(Exception problem) => problem switch
    {
        IOException { InnerException: AddressInUseException } => "is taken, perhaps by another host on this machine",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "may not be used: the system keeps it for administrators (most keep all below 1024) or for itself",
        _ => null,
    };

    /// <summary>The server, not started yet.</summary>
    /// <param name="services">What the host is made of.</param>
    /// <param name="host">The host.</param>
    /// <param name="port">Where it will listen, on 127.0.0.1 alone.</param>
    /// <param name="log">Failures are told here.</param>
    /// <param name="change">Changes for a test; null: none.</param>
    public static WebApplication Build(StudyServices services, StudyHost host, int port, IHostLog log, Action<WebApplicationBuilder>? change = null)
    {
        // Whatever the environment says, errors are those of production.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.AddProtection();
        change?.Invoke(builder);
        var application = builder.Build();
        application.UseProtection(log);
        Map(application, new StudyApi(services), host, new HostHealth(services, host));
        return application;
    }

    /// <summary>Whoever uses this machine: nobody signs in.</summary>
    private static string Caller => Environment.UserName;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Map(WebApplication application, StudyApi api, StudyHost host, HostHealth health)
    {
        application.MapGet("/", () => Page(HostPages.Worklist));
        application.MapGet("/verdicts", () => Page(HostPages.Verdicts));
        application.MapGet("/alert-budget", () => Page(HostPages.AlertBudget));
        application.MapGet("/health", (CancellationToken token) => CheckAsync(health, token));
        application.MapGet("/api/studies", (int? newest, CancellationToken token) => ListAsync(api, host, health, newest, token));
        application.MapGet("/api/verdicts", async (CancellationToken token) => Results.Json(await api.SummariseAsync(token), StudyJson.Options));
        application.MapGet("/api/verdicts.csv", async (CancellationToken token) => Results.Content(await api.ExportAsync(token), "text/csv; charset=utf-8"));
        application.MapGet("/api/alert-budget", (double prevalence, double studiesPerDay) => Budget(api, prevalence, studiesPerDay));
        application.MapGet("/api/studies/{study}", async (string study, CancellationToken token) =>
            await api.FindAsync(study, token) is { } found ? Results.Json(found, StudyJson.Options) : NoStudy());
        application.MapGet("/api/studies/{study}/report", async (string study, CancellationToken token) =>
            await api.NewestAsync(study, token) is { } newest && await api.OpenAsync($"{newest.ResultPath}/{ResultNames.Report}", Caller, token) is { } report
                ? Results.Stream(report, "application/json")
                : NoStudy());
        application.MapPost("/api/studies/{study}/verdict", (string study, GivenVerdict verdict, CancellationToken token) => JudgeAsync(api, study, verdict, token));
        application.MapPost("/api/studies/{study}/rerun", (string study, CancellationToken token) => RerunAsync(api, host, study, token));
        application.MapDelete("/api/studies/{key}/run", (string key) => StopAsync(api, host, key));
        application.MapGet("/results/{**path}", (string path, CancellationToken token) => ReadAsync(api, path, token));
    }

    private static async Task<IResult> CheckAsync(HostHealth health, CancellationToken cancellation)
    {
        var report = await health.CheckAsync(cancellation);
        return Results.Json(report, StudyJson.Options, statusCode: report.Problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ListAsync(StudyApi api, StudyHost host, HostHealth health, int? newest, CancellationToken cancellation)
    {
        var (studies, leftOut) = await api.WorklistAsync(newest, cancellation);
        return Results.Json(
            new { running = host.Running, studies, leftOut, waiting = host.Waiting.Count, problems = await health.NoticeAsync(cancellation) }, StudyJson.Options);
    }

    private static async Task<IResult> JudgeAsync(StudyApi api, string study, GivenVerdict verdict, CancellationToken cancellation)
    {
        try
        {
            return await api.JudgeAsync(study, verdict, Caller, cancellation) ? Results.NoContent() : NoStudy();
        }
        catch (UsageException problem)
        {
            return Results.BadRequest(new { problem = problem.Message });
        }
    }

    private static IResult Budget(StudyApi api, double prevalence, double studiesPerDay)
    {
        try
        {
            return Results.Json(api.Budget(prevalence, studiesPerDay), StudyJson.Options);
        }
        catch (UsageException problem)
        {
            return Results.BadRequest(new { problem = problem.Message });
        }
    }

    private static async Task<IResult> RerunAsync(StudyApi api, StudyHost host, string study, CancellationToken cancellation)
    {
        if (await api.NewestAsync(study, cancellation) is not { } newest)
            return NoStudy();
        return await host.RerunAsync(newest, cancellation) ? Results.Accepted() : Results.Conflict(new { problem = StudyApi.UploadIsGone });
    }

    private static async Task<IResult> StopAsync(StudyApi api, StudyHost host, string key)
    {
        if (!host.Stop(key))
            return Results.NotFound(new { problem = "No such study is being analysed by this host." });
        await api.NoteStopAsync(key, Caller, CancellationToken.None); // it is ended, be the page closed or not
        return Results.Accepted();
    }

    private static async Task<IResult> ReadAsync(StudyApi api, string path, CancellationToken cancellation)
    {
        try
        {
            if (await api.OpenAsync(path, Caller, cancellation) is not { } file)
                return Results.NotFound();
            return Results.Stream(file, StudyApi.ContentTypeOf(path));
        }
        catch (ArgumentException)
        {
            return Results.NotFound();
        }
    }

    private static IResult Page(string html) => Results.Content(html, HostPages.ContentType);

    private static IResult NoStudy() => Results.NotFound(new { problem = "There is no such study." });
}
