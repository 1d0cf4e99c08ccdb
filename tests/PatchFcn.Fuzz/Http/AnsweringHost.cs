using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatchFcn.Cli.Watching;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Inference.Scoring;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Fuzz.Http;

/// <summary>The pages and the HTTP interface of <c>watch</c> on a folder with one finished study, without sockets and without limits of the number of requests. It takes up no studies.</summary>
internal sealed class AnsweringHost : IHostLog, ILoggerProvider, ILogger
{
    /// <summary>The study in the folder.</summary>
    public const string Study = "0123456789abcdef";

    /// <summary>Its one result.</summary>
    public const string Instance = "fedcba9876543210";

    private static readonly string Folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private readonly MemoryTransport _transport = new();
    private readonly ConcurrentQueue<Exception> _problems = new();
    private readonly StudyServices _services;

    private AnsweringHost()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
        var settings = new AnalysisSetup(Path.Combine(AppContext.BaseDirectory, "models", "phantom-compact"), ScoringGrid.Exact, "default", ComputeDevice.Cpu);
        var storage = StudyStorage.OpenFolder(Folder) with { Results = new FolderArtifactStore(Path.Combine(Folder, "results")) };
        _services = new StudyServices(settings, storage, [], new AlertPolicy(), new StudyReader(new BuiltInCodec()), 1, TimeProvider.System);
        var application = WatchServer.Build(_services, new StudyHost(_services, new StudyHostOptions(), this), 80, this, builder =>
        {
            builder.Logging.AddProvider(this);
            builder.Services.AddSingleton<IConnectionListenerFactory>(_transport);
            builder.Services.PostConfigure<RateLimiterOptions>(options => options.GlobalLimiter = null);
        });
        application.Start();
    }

    /// <summary>The one of this process: it starts when it is first asked.</summary>
    public static Lazy<AnsweringHost> Shared { get; } = new(() => new AnsweringHost());

    /// <summary>Sends some bytes to the folder as it was at first.</summary>
    /// <param name="request">The bytes.</param>
    /// <returns>All that comes back, and what went wrong inside.</returns>
    public async Task<(byte[] Answer, Exception? Problem)> AskAsync(byte[] request)
    {
        await ResetAsync();
        _problems.Clear();
        var answer = await _transport.AskAsync(request);
        return (answer, _problems.FirstOrDefault());
    }

    private async Task ResetAsync()
    {
        foreach (var changed in new[] { "_verdicts", "_audit", $"{Study}/{Instance}/verdicts" }.Select(folder => Path.Combine(Folder, "results", folder)).Where(Directory.Exists))
            Directory.Delete(changed, recursive: true);
        // Asked of our code, so that the fuzzer sees some of it where Kestrel alone answers: it takes an input without any for a mistake.
        if (await _services.Marks.FindUploadAsync("0", CancellationToken.None) is not null)
            return;
        var finished = new FinishedStudy(Instance, $"{Study}/{Instance}", ReportStatus.Analyzed, null, 0.9, true, 12.5, DateTimeOffset.UnixEpoch);
        await _services.Storage.Results.WriteAsync($"{finished.ResultPath}/report.json", async (file, token) => await file.WriteAsync("{}"u8.ToArray(), token), CancellationToken.None);
        await _services.Marks.FinishUploadAsync("0", finished, CancellationToken.None);
    }

    public void Failed(string what, Exception problem) => _problems.Enqueue(problem);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error && exception is not BadHttpRequestException)
            _problems.Enqueue(exception ?? new InvalidOperationException(formatter(state, exception)));
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Started(string key)
    {
    }

    public void Progressed(string key, StudyProgress progress)
    {
    }

    public void Finished(string key, FinishedStudy study, TimeSpan taken)
    {
    }

    public void Dispose()
    {
    }
}
