using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using PatchFcn.Workflow;

namespace PatchFcn.Functions;

/// <summary>Traces and metrics, to Application Insights where it is configured.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IHostApplicationBuilder builder, TokenCredential credential)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(traces => traces.AddSource(StudyTelemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(StudyTelemetry.Name));
        if (string.IsNullOrEmpty(builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"]))
            return;
        var byIdentity = !string.IsNullOrEmpty(builder.Configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]);
        telemetry.UseAzureMonitorExporter(options => options.Credential = byIdentity ? credential : null);
    }
}
