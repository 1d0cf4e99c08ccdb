using System.Globalization;
using Azure.Core;
using Azure.Messaging.EventGrid;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using PatchFcn.Dicom.Reading;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow;
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

    private const int MostStudiesInMemory = 64;
    private static readonly TimeSpan LongestEscalation = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(1);

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

    /// <summary>
    /// Studies kept in memory by a worker, so that the steps of one need not read it again: as many as it has activities side by side (<c>host.json</c>), for each may be of another study.
    /// </summary>
    public int StudiesInMemory { get; init; } = 4;

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

    /// <summary>
    /// Whether the sign-in of the platform (Entra ID) is in front of the app. It alone writes <c>X-MS-CLIENT-PRINCIPAL-NAME</c>, and takes away what a client writes there; without it that
    /// name is anybody's claim, and the audit log has none.
    /// </summary>
    public bool SignIn { get; init; }

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
        var section = configuration.GetSection("PatchFcn");
        var options = section.Get<AppOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new AppOptions();
        var problems = options.Problems().Concat(BareNumbers(section)).ToList();
        return problems.Count == 0 ? options : throw new InvalidOperationException("Settings: " + string.Join(' ', problems));
    }

    /// <summary>Where studies arrive, as the blob trigger reads it: a connection string, or the address of an account.</summary>
    /// <exception cref="InvalidOperationException">No setting says it, or it is neither; the message names the setting, and does not repeat it: it may hold a key.</exception>
    public static string StorageOf(IConfiguration configuration)
    {
        var (connection, address) = (configuration[Storage], configuration[$"{Storage}:blobServiceUri"]);
        if (!string.IsNullOrWhiteSpace(connection))
            return IsConnectionString(connection)
                ? connection
                : throw new InvalidOperationException($"Settings: {Storage} is not a connection string. The address of a storage account stands in {Storage}__blobServiceUri.");
        if (string.IsNullOrWhiteSpace(address))
            throw new InvalidOperationException($"Settings: nothing says where studies arrive. {Storage}__blobServiceUri is the address of the storage account, or {Storage} a connection string.");
        return WebAddress.IsOne(address)
            ? address
            : throw new InvalidOperationException($"Settings: {Storage}__blobServiceUri must be the address of a storage account, such as https://account.blob.core.windows.net.");
    }

    /// <summary>What heartbeats call the app: its name in Container Apps, which all replicas and revisions share, else that of the machine. A receiver that waits for its next heartbeat would see each replica die.</summary>
    public static string HostName(IConfiguration configuration) =>
        configuration["CONTAINER_APP_NAME"] is { Length: > 0 } app ? app : Environment.MachineName;

    /// <summary>Opens the storage and loads the model.</summary>
    /// <param name="storage">Where studies arrive.</param>
    /// <param name="credential">Who signs in.</param>
    /// <param name="cancellation">Cancels opening.</param>
    public async Task<StudyServices> OpenAsync(string storage, TokenCredential credential, CancellationToken cancellation)
    {
        var analysis = new AnalysisSetup(Path.Combine(AppContext.BaseDirectory, ModelFolder), Grid, OperatingPoint, Device) { BatchSize = BatchSize, Fractional = Fractional, Deidentify = Deidentify };
        var policy = new AlertPolicy { AllowedDemonstration = AllowedDemonstration, EscalateAfter = EscalateAfter > TimeSpan.Zero ? EscalateAfter : null };
        return new StudyServices(
            analysis, await StudyStorage.OpenAsync(storage, credential, cancellation), Sinks(credential), policy, new StudyReader(UploadCodec.Create()), StudiesInMemory, TimeProvider.System,
            DicomWeb is null ? null : new StowClient(DicomWeb, DicomWebAuthorization, TimeSpan.FromSeconds(1)));
    }

    private List<IAlertSink> Sinks(TokenCredential credential) =>
        [.. AlertTopic is null ? [] : new IAlertSink[] { new EventGridSink(new EventGridPublisherClient(AlertTopic, credential)) },
         .. Webhooks.Select(address => new WebhookSink(address, WebhookSecret, WebhookNetworks))];

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new BlobServiceClient(text);
            return true;
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>.NET takes a number alone for days; whoever writes one mostly means minutes or hours.</summary>
    private static IEnumerable<string> BareNumbers(IConfigurationSection section) =>
        from setting in typeof(AppOptions).GetProperties()
        where setting.PropertyType == typeof(TimeSpan)
        let text = section[setting.Name]?.Trim()
        where text is not null && !text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time != TimeSpan.Zero
        select $"PatchFcn__{setting.Name}: {text} alone would mean {text} days. Write 00:15:00 for 15 minutes, 12:00:00 for 12 hours, 7.00:00:00 for 7 days.";

    private IEnumerable<string> Problems()
    {
        if (!Directory.Exists(Path.Combine(AppContext.BaseDirectory, ModelFolder)))
            yield return $"PatchFcn__ModelFolder: there is no folder {ModelFolder} beside the app.";
        if (BatchSize is < 1)
            yield return "PatchFcn__BatchSize must be at least 1.";
        if (StudiesInMemory is < 1 or > MostStudiesInMemory)
            yield return $"PatchFcn__StudiesInMemory must be from 1 to {MostStudiesInMemory}.";
        if (StudiesAtOnce < 1)
            yield return "PatchFcn__StudiesAtOnce must be at least 1.";
        if (TimeLimit <= TimeSpan.Zero || TimeLimit > LongestRun)
            yield return "PatchFcn__TimeLimit must be longer than nothing and at most 1 day (1.00:00:00).";
        if (KeepWork < 3 * TimeLimit)
            yield return "PatchFcn__KeepWork must be at least three times PatchFcn__TimeLimit: what runs still need would be deleted.";
        if (KeepHistory < TimeLimit)
            yield return "PatchFcn__KeepHistory must be at least PatchFcn__TimeLimit.";
        if (EscalateAfter < TimeSpan.Zero || EscalateAfter > LongestEscalation)
            yield return "PatchFcn__EscalateAfter must be from 00:00:00 (findings are not told again) to 7 days (7.00:00:00).";
        if (!Webhooks.All(WebAddress.IsOne))
            yield return "PatchFcn__Webhooks: each address begins with http:// or https://.";
        if (DicomWeb is not null && !WebAddress.IsOne(DicomWeb))
            yield return "PatchFcn__DicomWeb begins with http:// or https://.";
        if (WebhookNetworks.FirstOrDefault(network => !WebhookSink.IsNetwork(network)) is { } wrong)
            yield return $"PatchFcn__WebhookNetworks: {wrong} is neither an address nor a network such as 10.20.0.0/16.";
        if (AlertTopic is not (null or { IsAbsoluteUri: true, Scheme: "https" }))
            yield return "PatchFcn__AlertTopic must be the address of the topic and begin with https://: over anything else no alert would be sent.";
    }
}
