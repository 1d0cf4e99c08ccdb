using Azure.Core;
using Azure.Storage.Blobs;
using PatchFcn.Core;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Storage;

/// <summary>The three places of a host: <c>studies</c> in, <c>work</c> between steps, <c>results</c> out; and the leases by which hosts share the work.</summary>
/// <param name="Studies">What was uploaded.</param>
/// <param name="Work">Intermediate artifacts; nothing in it holds an unstripped voxel.</param>
/// <param name="Results">Results, events and marks.</param>
/// <param name="Leases">Who works on what.</param>
public sealed record StudyStorage(IStudyInbox Studies, IArtifactStore Work, IArtifactStore Results, ILeases Leases)
{
    private const string ResultsName = "results";

    /// <summary>Whatever is old in this folder is deleted. What lies beside it is somebody else's.</summary>
    private const string OwnWorkName = "patchfcn-work";

    /// <summary>Where hosts note what was tried with an upload, which must outlive any of them: <c>work</c> of the storage, also where <see cref="Work"/> is a folder of this host.</summary>
    public IArtifactStore SharedWork { get => field ?? Work; init; }

    /// <summary>Bytes that are free; null where nobody knows or there is no end.</summary>
    public Func<long?> FreeBytes { get; init; } = () => null;

    /// <summary>Opens the storage that a setting names: a folder, a connection string, or the address of a storage account (then with a managed identity or a developer's sign-in).</summary>
    /// <param name="setting">For example <c>./hospital</c>, <c>UseDevelopmentStorage=true</c> or <c>https://account.blob.core.windows.net</c>.</param>
    /// <param name="credential">Who signs in where the setting is an address.</param>
    /// <param name="cancellation">Cancels making the containers.</param>
    /// <exception cref="UsageException">The setting is neither.</exception>
    public static Task<StudyStorage> OpenAsync(string setting, TokenCredential credential, CancellationToken cancellation) =>
        OpenAsync(setting, credential, create: true, cancellation);

    /// <summary>Opens the storage of a host that has run: nothing is made.</summary>
    /// <inheritdoc cref="OpenAsync(string, TokenCredential, CancellationToken)"/>
    /// <exception cref="UsageException">The setting is neither, or no host has run there.</exception>
    public static Task<StudyStorage> OpenExistingAsync(string setting, TokenCredential credential, CancellationToken cancellation) =>
        OpenAsync(setting, credential, create: false, cancellation);

    private static Task<StudyStorage> OpenAsync(string setting, TokenCredential credential, bool create, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(setting))
            throw new UsageException("Say where studies arrive: a folder, a connection string or the address of a storage account.");
        if (WebAddress.IsOne(setting) || setting.Contains('=', StringComparison.Ordinal))
            return OpenAsync(Account(setting, credential), "", create, cancellation);
        return create || Directory.Exists(Path.Combine(setting, ResultsName)) ? Task.FromResult(OpenFolder(setting)) : throw NoHost(setting);
    }

    /// <summary>Three containers of a storage account; those that are missing are made.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellation">Cancels making the containers.</param>
    /// <param name="prefix">What the names of the containers begin with, where several installations share an account.</param>
    public static Task<StudyStorage> OpenAsync(BlobServiceClient account, CancellationToken cancellation, string prefix = "") =>
        OpenAsync(account, prefix, create: true, cancellation);

    private static async Task<StudyStorage> OpenAsync(BlobServiceClient account, string prefix, bool create, CancellationToken cancellation)
    {
        var (studies, work, results) = (account.GetBlobContainerClient(prefix + "studies"), account.GetBlobContainerClient(prefix + "work"), account.GetBlobContainerClient(prefix + ResultsName));
        if (!create && !await results.ExistsAsync(cancellation))
            throw NoHost(account.Uri.Host);
        foreach (var container in new[] { studies, work, results })
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        return new StudyStorage(new BlobInbox(studies), new BlobArtifactStore(work), new BlobArtifactStore(results), new BlobLeases(work, TimeProvider.System));
    }

    /// <summary>Three folders below one.</summary>
    public static StudyStorage OpenFolder(string folder)
    {
        var root = Directory.CreateDirectory(folder).FullName;
        var studies = Directory.CreateDirectory(Path.Combine(root, "studies")).FullName;
        return new StudyStorage(
            new FolderInbox(studies),
            new FolderArtifactStore(Path.Combine(root, "work")),
            new FolderArtifactStore(Path.Combine(root, ResultsName), durable: true),
            new FolderLeases(Path.Combine(root, "work", "_leases")))
        {
            FreeBytes = () => FreeBytesOf(root),
        };
    }

    /// <summary>
    /// The same with intermediate artifacts in a folder of this host, which spares a storage account half of the requests. For the embedded engine alone, which begins a study anew that was broken off: Durable Functions go on with what another worker left.
    /// </summary>
    /// <param name="folder">They lie in <c>patchfcn-work</c> in it, which is made for this user alone: it will hold brain. Nothing else in it is touched.</param>
    /// <exception cref="UsageException">It cannot be made.</exception>
    public StudyStorage WithWorkIn(string folder)
    {
        try
        {
            var given = Path.GetFullPath(folder);
            var own = Path.Combine(given, OwnWorkName);
            OwnerOnlyFolder.Make(own);
            return this with
            {
                Work = new FolderArtifactStore(own, ownerOnly: true),
                SharedWork = SharedWork,
                FreeBytes = () => new[] { FreeBytes(), FreeBytesOf(given) }.Min(),
            };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The folder for work in progress cannot be made: {problem.Message}", problem);
        }
    }

    private static UsageException NoHost(string place) => new($"No host has run on {place}: it has no {ResultsName}/.");

    /// <summary>Free space of the drive that a folder is on; null where it is on none, such as <c>\\server\share</c> of Windows, or out of reach: whoever writes there hears why.</summary>
    internal static long? FreeBytesOf(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception problem) when (problem is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static BlobClientOptions Options => new() { Retry = { MaxRetries = 4, NetworkTimeout = TimeSpan.FromSeconds(60) } };

    private static BlobServiceClient Account(string setting, TokenCredential credential)
    {
        try
        {
            return WebAddress.IsOne(setting) ? new BlobServiceClient(new Uri(setting), credential, Options) : new BlobServiceClient(setting, Options);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            throw new UsageException($"The storage setting is no address or connection string that can be used: {problem.Message}", problem);
        }
    }
}
