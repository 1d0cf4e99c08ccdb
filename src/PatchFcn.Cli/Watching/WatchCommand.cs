using System.CommandLine;
using Azure.Identity;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Cli.Watching;

/// <summary><c>patchfcn watch</c>: the embedded host, on a folder or a storage account.</summary>
internal static class WatchCommand
{
    /// <summary>Environment variable with the secret that signs webhooks.</summary>
    private const string SecretVariable = "PATCHFCN_WEBHOOK_SECRET";

    /// <summary>Environment variable that may name the storage.</summary>
    private const string StorageVariable = "PATCHFCN_STORAGE";

    private const int WeekInMinutes = 7 * 24 * 60;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var storage = StorageOption();
        var webhooks = new Option<string[]>("--webhook") { Description = $"Where events are posted; may be given more than once. Signed with the secret in {SecretVariable}, if it is set." };
        var networks = new Option<string[]>("--webhook-network") { Description = "Private network that events may be posted to, such as 10.20.0.0/16 or 192.168.7.12; may be given more than once. Public addresses and this machine may be anyway." };
        var port = new Option<int>("--port") { Description = "Port of the page and the HTTP interface, on 127.0.0.1 alone.", DefaultValueFactory = _ => 7071 };
        var dicomWeb = DicomWebOption.Create(isRequired: false);
        var studies = new Option<int>("--studies") { Description = "Studies analysed at the same time.", DefaultValueFactory = _ => 1 };
        var escalate = new Option<double>("--escalate-after") { Description = "Minutes after which an unacknowledged finding is told again; 0: never.", DefaultValueFactory = _ => 15 };
        var heartbeat = new Option<double>("--heartbeat") { Description = "Minutes between heartbeats, at least 0.01.", DefaultValueFactory = _ => 1 };
        var demonstration = new Option<string?>("--allow-demonstration") { Description = "Name of a demonstration model whose findings are to be told; by default no demonstration model alerts anybody." };
        var analysis = new AnalysisOptions();

        var command = new Command("watch", "Analyses every head CT that arrives in a storage and tells of it. Ctrl-C stops it; nothing is lost.")
        {
            storage, webhooks, networks, dicomWeb, port, studies, escalate, heartbeat, demonstration,
        };
        analysis.AddTo(command);
        webhooks.Validators.Add(result =>
        {
            foreach (var address in result.Tokens.Where(token => !WebAddress.IsOne(token.Value)))
                result.AddError($"--webhook {address.Value} is not an address that begins with http:// or https://.");
        });
        networks.Validators.Add(result =>
        {
            foreach (var network in result.Tokens.Where(token => !WebhookSink.IsNetwork(token.Value)))
                result.AddError($"--webhook-network {network.Value} is neither an address nor a network such as 10.20.0.0/16.");
        });
        Check(studies, count => count >= 1, "--studies must be at least 1.");
        Check(escalate, minutes => minutes is >= 0 and <= WeekInMinutes, $"--escalate-after must be from 0 (never) to {WeekInMinutes} minutes.");
        Check(heartbeat, minutes => minutes is >= 0.01 and <= WeekInMinutes, $"--heartbeat must be from 0.01 to {WeekInMinutes} minutes.");
        command.SetAction((parsed, cancellation) => CommandRunner.RunAsync(cancellation, async () =>
        {
            var places = await StudyStorage.OpenAsync(parsed.GetRequiredValue(storage), new DefaultAzureCredential(), cancellation);
            var sinks = (parsed.GetValue(webhooks) ?? [])
                .Select(address => new WebhookSink(new Uri(address), Environment.GetEnvironmentVariable(SecretVariable), parsed.GetValue(networks))).ToList();
            var policy = new AlertPolicy
            {
                AllowedDemonstration = parsed.GetValue(demonstration),
                EscalateAfter = parsed.GetValue(escalate) is > 0 and var minutes ? TimeSpan.FromMinutes(minutes) : null,
            };
            var options = new StudyHostOptions { Studies = parsed.GetValue(studies), Heartbeat = TimeSpan.FromMinutes(parsed.GetValue(heartbeat)) };
            using var receiver = parsed.GetValue(dicomWeb) is { } archive ? DicomWebOption.Open(archive) : null;
            using var services = new StudyServices(
                analysis.Read(parsed), places, sinks, policy, new StudyReader(new BuiltInCodec()), options.Studies, TimeProvider.System, receiver);
            var log = new WatchView(parsed.GetValue(analysis.Quiet));
            var host = new StudyHost(services, options, log);
            await using var server = await WatchServer.StartAsync(services, host, parsed.GetValue(port), log, cancellation);
            log.Ready(server.Address, services.Model.Manifest, sinks.Count, policy.Delivers(services.Model.Manifest));
            await host.RunAsync(cancellation);
            sinks.ForEach(sink => sink.Dispose());
            return ExitCodes.Analyzed;
        }));
        return command;
    }

    /// <summary>Where the host's storage is.</summary>
    public static Option<string> StorageOption() => new("--storage")
    {
        Description = $"A folder, a connection string, or the address of a storage account. Studies are taken from studies/, results go to results/. {StorageVariable} may say so too: a key on a command line can be read by others.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(StorageVariable) ?? "",
    };

    private static void Check<T>(Option<T> option, Predicate<T> holds, string otherwise) => option.Validators.Add(result =>
    {
        if (!holds(result.GetValueOrDefault<T>()!))
            result.AddError(otherwise);
    });
}
