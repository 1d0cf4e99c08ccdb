using System.CommandLine;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Cli.Watching;

/// <summary><c>patchfcn watch</c>: the embedded host, on a folder or a storage account.</summary>
internal static class WatchCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var (watch, analysis) = (new WatchOptions(), new AnalysisOptions());
        var command = new Command("watch", "Analyses every head CT that arrives in a storage location and reports on it. Ctrl-C stops it; nothing is lost.");
        watch.AddTo(command);
        analysis.AddTo(command);
        command.SetAction((parsed, cancellation) => CommandRunner.RunAsync(cancellation, async () =>
        {
            var sinks = watch.Sinks(parsed);
            try
            {
                return await RunAsync(parsed, watch, analysis, sinks, cancellation);
            }
            finally
            {
                sinks.ForEach(sink => sink.Dispose());
            }
        }));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, WatchOptions watch, AnalysisOptions analysis, IReadOnlyList<WebhookSink> sinks, CancellationToken cancellation)
    {
        var places = await watch.OpenAsync(parsed, cancellation);
        var (policy, options) = (watch.Policy(parsed), watch.Host(parsed));
        using var receiver = parsed.GetValue(watch.DicomWeb) is { } archive ? DicomWebOption.Open(archive) : null;
        using var services = new StudyServices(
            analysis.Read(parsed), places, sinks, policy, new StudyReader(new BuiltInCodec()), options.Studies, TimeProvider.System, receiver);
        var log = new WatchView(parsed.GetValue(analysis.Quiet));
        var host = new StudyHost(services, options, log);
        await using var server = await WatchServer.StartAsync(services, host, parsed.GetValue(watch.Port), log, cancellation);
        log.Ready(server.Address, services.Model.Manifest, sinks.Count, policy.Delivers(services.Model.Manifest));
        await host.RunAsync(cancellation);
        return ExitCodes.Success;
    }
}
