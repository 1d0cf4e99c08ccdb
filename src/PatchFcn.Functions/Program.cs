using Azure.Identity;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PatchFcn.Functions;
using PatchFcn.Workflow.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
var credential = new DefaultAzureCredential();
var options = AppOptions.Read(builder.Configuration);
var storage = AppOptions.StorageOf(builder.Configuration);
using var services = await options.OpenAsync(storage, credential, CancellationToken.None);

builder.AddTelemetry(credential);
builder.Services
    .AddSingleton(options)
    .AddSingleton(services)
    .AddSingleton(services.Steps)
    .AddSingleton<StudyApi>()
    .AddSingleton(new HostChores(services, AppOptions.HostName(builder.Configuration)))
    .AddSingleton<DispatcherFactory>()
    .AddHostedService<EventDelivery>();
await builder.Build().RunAsync();
