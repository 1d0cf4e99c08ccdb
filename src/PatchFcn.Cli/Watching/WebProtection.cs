using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Cli.Watching;

/// <summary>
/// What every request passes before it is answered, and what every answer says to a browser: limits of size, time and number, no page of another site, nothing of the inside in
/// an error, nothing kept by caches. <c>docs/security.md</c> says against what.
/// </summary>
internal static class WebProtection
{
    private const int LargestHeaders = 16 * 1024;
    private const int LongestRequestLine = 4 * 1024;
    private const int MostConnections = 100;

    /// <summary>Requests that only read: a worklist of a hundred reports opened at once passes.</summary>
    private static readonly TokenBucketRateLimiterOptions Reading = Bucket(burst: 400, perSecond: 100);

    /// <summary>Requests that change something: more than readers do by hand.</summary>
    private static readonly TokenBucketRateLimiterOptions Changing = Bucket(burst: 60, perSecond: 5);

    /// <summary>Limits of the server.</summary>
    public static void AddProtection(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = RequestGuard.LargestBody;
            options.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
            options.Limits.MaxRequestLineSize = LongestRequestLine;
            options.Limits.MaxConcurrentConnections = MostConnections;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
            options.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "1";
                return ValueTask.CompletedTask;
            };
        });
    }

    /// <summary>What requests pass, in this order.</summary>
    public static void UseProtection(this WebApplication application, IHostLog log)
    {
        application.Use(SetHeaders);
        application.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = context => AnswerFailureAsync(context, log) });
        application.Use(RefuseOtherSites);
        application.UseRateLimiter();
    }

    private static TokenBucketRateLimiterOptions Bucket(int burst, int perSecond) =>
        new() { TokenLimit = burst, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), AutoReplenishment = true };

    /// <summary>Whoever watches the host's health is answered in any case.</summary>
    private static RateLimitPartition<string> Partition(HttpContext context) => context.Request switch
    {
        { Path.Value: "/health" } => RateLimitPartition.GetNoLimiter("health"),
        { Method: "GET" or "HEAD" } => RateLimitPartition.GetTokenBucketLimiter("reading", _ => Reading),
        _ => RateLimitPartition.GetTokenBucketLimiter("changing", _ => Changing),
    };

    /// <summary>Set when the answer begins, so that an error has them too.</summary>
    private static Task SetHeaders(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            foreach (var (name, value) in AnswerHeaders.For(context.Response.ContentType))
                context.Response.Headers[name] = value;
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>What went wrong is for the console; who asked learns that something did.</summary>
    private static Task AnswerFailureAsync(HttpContext context, IHostLog log)
    {
        var problem = context.Features.Get<IExceptionHandlerFeature>()!.Error;
        if (problem is BadHttpRequestException request)
        {
            context.Response.StatusCode = request.StatusCode;
            return context.Response.WriteAsJsonAsync(new { problem = "The request cannot be read." });
        }
        log.Failed("answer a request", problem);
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return context.Response.WriteAsJsonAsync(new { problem = "Something inside failed. The console of the host says what." });
    }

    /// <summary>A page of another site, open in the same browser, could reach this port: it is refused by the name it asks for, or by its origin.</summary>
    private static Task RefuseOtherSites(HttpContext context, RequestDelegate next)
    {
        var (request, headers) = (context.Request, context.Request.Headers);
        // A page may be reached by a link from elsewhere, as in a message. What changes something may not, nor what a script there asks for: it could keep the host busy, though it is not shown the answer.
        var isLink = HttpMethods.IsGet(request.Method) && headers["Sec-Fetch-Dest"] == "document";
        var fetchSite = isLink ? null : headers["Sec-Fetch-Site"].ToString();
        if (request.Host.Host is not ("127.0.0.1" or "localhost") || RequestGuard.IsForeign(headers.Origin, fetchSite, request.Host.Value!))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        return next(context);
    }
}
