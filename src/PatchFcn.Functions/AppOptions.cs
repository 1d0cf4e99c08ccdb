using Azure.Core;
using Azure.Messaging.EventGrid;
using Microsoft.Extensions.Configuration;
using PatchFcn.Dicom.FoDicom;
using PatchFcn.Dicom.Reading;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Delivery;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Functions;

/// <summary>Settings of the app, section <c>PatchFcn</c>: as environment variables <c>PatchFcn__ModelFolder</c> and so on. What is wrong with them is said at start.</summary>
public sealed record AppOptions
{
    /// <summary>Name of the setting with the storage of studies: a connection string, or <c>…__blobServiceUri</c> where a managed identity signs in.</summary>
    public const string Storage = "PatchFcnStorage";

    /// <summary>Folder of the model package, relative to the app.</summary>
    public string ModelFolder { get; init; } = "models/phantom-compact";

    /// <summary>Which patches are looked at.</summary>
    public ScoringGrid Grid { get; init; } = ScoringGrid.Exact;

    /// <summary>Name of an operating point of the model.</summary>
    public string OperatingPoint { get; init; } = "default";

    /// <summary>What the network runs on.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Auto;

    /// <summary>Patches in a batch; null = what suits the device.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Studies kept in memory by a worker, so that the steps of one need not read it again.</summary>
    public int StudiesInMemory { get; init; } = 2;

    /// <summary>Event Grid topic that takes alerts; may be null.</summary>
    public Uri? AlertTopic { get; init; }

    /// <summary>Addresses to which alerts are posted.</summary>
    public IReadOnlyList<Uri> Webhooks { get; init; } = [];

    /// <summary>Private networks or addresses that alerts may be posted to, such as <c>10.20.0.0/16</c>.</summary>
    public IReadOnlyList<string> WebhookNetworks { get; init; } = [];

    /// <summary>Shared with the receivers of alerts; null: posts are not signed.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Root of the DICOMweb services of the archive that gets the DICOM objects of every study; null: none.</summary>
    public Uri? DicomWeb { get; init; }

    /// <summary>Authorization header for that archive; null: none.</summary>
    public string? DicomWebAuthorization { get; init; }

    /// <summary>Whether the probability is written as a fractional DICOM segmentation, too.</summary>
    public bool Fractional { get; init; }

    /// <summary>Whether results are made without what tells whose study it is.</summary>
    public bool Deidentify { get; init; }

    /// <summary>Name of a demonstration model that may alert all the same; null: none may.</summary>
    public string? AllowedDemonstration { get; init; }

    /// <summary>How long a finding may stay unacknowledged before it is told again; zero: for ever.</summary>
    public TimeSpan EscalateAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many studies are at work at once, about; the others wait as uploads, those with an alarm first.</summary>
    public int StudiesAtOnce { get; init; } = 16;

    /// <summary>How long a run may take, from when it is taken up.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Age from which intermediate artifacts that a broken run left behind are deleted.</summary>
    public TimeSpan KeepWork { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Age from which the history of finished runs is deleted.</summary>
    public TimeSpan KeepHistory { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="InvalidOperationException">Some are wrong, or there are no such settings; the message names each.</exception>
    public static AppOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection("PatchFcn").Get<AppOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new AppOptions();
        var problems = options.Problems().ToList();
        return problems.Count == 0 ? options : throw new InvalidOperationException("Settings: " + string.Join(' ', problems));
    }

    /// <summary>Opens the storage and loads the model.</summary>
    /// <param name="storage">Where studies arrive.</param>
    /// <param name="credential">Who signs in.</param>
    /// <param name="cancellation">Cancels opening.</param>
    public async Task<StudyServices> OpenAsync(string storage, TokenCredential credential, CancellationToken cancellation)
    {
        var analysis = new LocalAnalysisSettings(Path.Combine(AppContext.BaseDirectory, ModelFolder), Grid, OperatingPoint, Device) { BatchSize = BatchSize, Fractional = Fractional, Deidentify = Deidentify };
        var policy = new AlertPolicy { AllowedDemonstration = AllowedDemonstration, EscalateAfter = EscalateAfter > TimeSpan.Zero ? EscalateAfter : null };
        return new StudyServices(
            analysis, await StudyStorage.OpenAsync(storage, credential, cancellation), Sinks(credential), policy, new StudyReader(new FoDicomCodec()), StudiesInMemory, TimeProvider.System,
            DicomWeb is null ? null : new StowClient(DicomWeb, DicomWebAuthorization, TimeSpan.FromSeconds(1)));
    }

    private List<IAlertSink> Sinks(TokenCredential credential) =>
        [.. AlertTopic is null ? [] : new IAlertSink[] { new EventGridSink(new EventGridPublisherClient(AlertTopic, credential)) },
         .. Webhooks.Select(address => new WebhookSink(address, WebhookSecret, WebhookNetworks))];

    private IEnumerable<string> Problems()
    {
        if (!Directory.Exists(Path.Combine(AppContext.BaseDirectory, ModelFolder)))
            yield return $"PatchFcn__ModelFolder: there is no folder {ModelFolder} beside the app.";
        if (BatchSize is < 1)
            yield return "PatchFcn__BatchSize must be at least 1.";
        if (StudiesInMemory < 1)
            yield return "PatchFcn__StudiesInMemory must be at least 1.";
        if (StudiesAtOnce < 1)
            yield return "PatchFcn__StudiesAtOnce must be at least 1.";
        if (TimeLimit <= TimeSpan.Zero)
            yield return "PatchFcn__TimeLimit must be longer than nothing.";
        if (KeepWork < 3 * TimeLimit)
            yield return "PatchFcn__KeepWork must be at least three times PatchFcn__TimeLimit: what runs still need would be deleted.";
        if (KeepHistory < TimeLimit)
            yield return "PatchFcn__KeepHistory must be at least PatchFcn__TimeLimit.";
        if (EscalateAfter < TimeSpan.Zero)
            yield return "PatchFcn__EscalateAfter must not be negative; zero: findings are not told again.";
        if (Webhooks.Any(address => address is not { IsAbsoluteUri: true, Scheme: "http" or "https" }))
            yield return "PatchFcn__Webhooks: each address begins with http:// or https://.";
        if (DicomWeb is not (null or { IsAbsoluteUri: true, Scheme: "http" or "https" }))
            yield return "PatchFcn__DicomWeb begins with http:// or https://.";
        if (WebhookNetworks.FirstOrDefault(network => !WebhookSink.IsNetwork(network)) is { } wrong)
            yield return $"PatchFcn__WebhookNetworks: {wrong} is neither an address nor a network such as 10.20.0.0/16.";
        if (AlertTopic is { IsAbsoluteUri: false })
            yield return "PatchFcn__AlertTopic must be the address of the topic.";
    }
}
