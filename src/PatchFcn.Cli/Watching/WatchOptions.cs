using System.CommandLine;
using Azure.Identity;
using PatchFcn.Core;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Cli.Watching;

/// <summary>Options of the embedded host beside those of every analysis.</summary>
internal sealed class WatchOptions
{
    /// <summary>Environment variable with the secret that signs webhooks.</summary>
    private const string SecretVariable = "PATCHFCN_WEBHOOK_SECRET";

    private const int WeekInMinutes = 7 * 24 * 60;

    private readonly Option<string[]> _webhooks = new("--webhook") { Description = $"Where events are posted; may be given more than once. Signed with the secret in {SecretVariable}, if it is set." };
    private readonly Option<string[]> _networks = new("--webhook-network") { Description = "Private network that events may be posted to, such as 10.20.0.0/16 or 192.168.7.12; may be given more than once. Public addresses and this machine are always allowed." };
    private readonly Option<string?> _work = new("--work") { Description = "Folder of this machine for what lies between the steps of a study, in patchfcn-work; by default it is kept in the storage. A storage account then has half of the requests." };
    private readonly Option<int> _studies = new("--studies") { Description = "Studies analysed at the same time.", DefaultValueFactory = _ => 1 };
    private readonly Option<double> _escalate = new("--escalate-after") { Description = "Minutes after which an unacknowledged finding is reported again; 0: never.", DefaultValueFactory = _ => 15 };
    private readonly Option<double> _heartbeat = new("--heartbeat") { Description = "Minutes between heartbeats, at least 0.01.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _demonstration = new("--allow-demonstration") { Description = "Name of a demonstration model that may raise alerts; by default no demonstration model alerts anybody." };

    public WatchOptions()
    {
        CheckEach(_webhooks, WebAddress.IsOne, address => $"--webhook {address} is not an address that begins with http:// or https://.");
        CheckEach(_networks, WebhookSink.IsNetwork, network => $"--webhook-network {network} is neither an address nor a network such as 10.20.0.0/16.");
        Check(_work, folder => !string.IsNullOrWhiteSpace(folder), "--work must name a folder.");
        Check(Port, port => port is >= 0 and <= ushort.MaxValue, $"--port must be from 0 (any that is free) to {ushort.MaxValue}.");
        Check(_studies, count => count >= 1, "--studies must be at least 1.");
        Check(_escalate, minutes => minutes is >= 0 and <= WeekInMinutes, $"--escalate-after must be from 0 (never) to {WeekInMinutes} minutes.");
        Check(_heartbeat, minutes => minutes is >= 0.01 and <= WeekInMinutes, $"--heartbeat must be from 0.01 to {WeekInMinutes} minutes.");
    }

    /// <summary>Where studies arrive and results go.</summary>
    public Option<string> Storage { get; } = StorageOption.Create();

    /// <summary>The archive that gets the DICOM objects.</summary>
    public Option<string?> DicomWeb { get; } = DicomWebOption.Create(isRequired: false);

    /// <summary>Port of the HTTP interface.</summary>
    public Option<int> Port { get; } = new("--port") { Description = "Port of the page and the HTTP interface, on 127.0.0.1 only; 0: any free port.", DefaultValueFactory = _ => 7071 };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Storage, _work, _webhooks, _networks, DicomWeb, Port, _studies, _escalate, _heartbeat, _demonstration })
            command.Options.Add(option);
    }

    /// <summary>Opens the storage.</summary>
    /// <exception cref="UsageException">It cannot be opened, or the folder for work in progress not be made.</exception>
    public async Task<StudyStorage> OpenAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var storage = await StudyStorage.OpenAsync(parsed.GetRequiredValue(Storage), new DefaultAzureCredential(), cancellation);
        return parsed.GetValue(_work) is { } folder ? storage.WithWorkIn(folder) : storage;
    }

    /// <summary>Who is told. The caller disposes them.</summary>
    public List<WebhookSink> Sinks(ParseResult parsed) =>
        [.. (parsed.GetValue(_webhooks) ?? []).Select(address => new WebhookSink(new Uri(address), Environment.GetEnvironmentVariable(SecretVariable), parsed.GetValue(_networks)))];

    /// <summary>What is told, and when again.</summary>
    public AlertPolicy Policy(ParseResult parsed) => new()
    {
        AllowedDemonstration = parsed.GetValue(_demonstration),
        EscalateAfter = parsed.GetValue(_escalate) is > 0 and var minutes ? TimeSpan.FromMinutes(minutes) : null,
    };

    /// <summary>How much is done at a time, and how often the host says that it lives.</summary>
    public StudyHostOptions Host(ParseResult parsed) =>
        new() { Studies = parsed.GetValue(_studies), Heartbeat = TimeSpan.FromMinutes(parsed.GetValue(_heartbeat)) };

    private static void Check<T>(Option<T> option, Predicate<T> holds, string otherwise) => option.Validators.Add(result =>
    {
        if (!holds(result.GetValueOrDefault<T>()!))
            result.AddError(otherwise);
    });

    private static void CheckEach(Option<string[]> option, Predicate<string> holds, Func<string, string> otherwise) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => !holds(token.Value)))
            result.AddError(otherwise(token.Value));
    });
}
