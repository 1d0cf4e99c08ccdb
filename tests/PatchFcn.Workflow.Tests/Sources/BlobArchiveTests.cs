using System.Collections.Concurrent;
using System.IO.Compression;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Testing;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Sources;

/// <summary>R331: a zip archive in a blob is fetched in one request, and read in pieces where it is large.</summary>
public sealed class BlobArchiveTests(PhantomStudy study, Azurite azurite) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetAsync_ZipInABlob_IsFetchedInOneRequest()
    {
        var (container, requests) = await UploadedAsync();

        await VoxelsAsync(new BlobInbox(container));

        Assert.Single(requests, method => method == RequestMethod.Get);
    }

    [Fact]
    public async Task GetAsync_ZipOverTheLimit_IsReadInPiecesToTheSameSlices()
    {
        var (container, requests) = await UploadedAsync();
        var whole = await VoxelsAsync(new BlobInbox(container));
        requests.Clear();

        var pieces = await VoxelsAsync(new BlobInbox(container, wholeBytes: 1000));

        Assert.Equal(whole, pieces);
        Assert.True(requests.Count(method => method == RequestMethod.Get) > 1);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static async Task<short[]> VoxelsAsync(BlobInbox inbox)
    {
        var arrival = await inbox.ListAsync("", Cancellation).SingleAsync(Cancellation);
        return (await new SourceStudies(inbox, new StudyReader(new BuiltInCodec())).GetAsync(arrival.Reference, Cancellation)).Voxels.Voxels.ToArray();
    }

    private async Task<(BlobContainerClient Container, ConcurrentBag<RequestMethod> Requests)> UploadedAsync()
    {
        var requests = new Counter();
        var options = new BlobClientOptions();
        options.AddPolicy(requests, HttpPipelinePosition.PerCall);
        var container = new BlobContainerClient(azurite.Require(), Guid.NewGuid().ToString("N"), options);
        await container.CreateAsync(cancellationToken: Cancellation);
        var zip = Path.Combine(_root, "a.zip");
        await ZipFile.CreateFromDirectoryAsync(study.Folder, zip, Cancellation);
        await container.GetBlobClient("a.zip").UploadAsync(zip, Cancellation);
        requests.OfTheArchive.Clear();
        return (container, requests.OfTheArchive);
    }

    private sealed class Counter : HttpPipelineSynchronousPolicy
    {
        public ConcurrentBag<RequestMethod> OfTheArchive { get; } = [];

        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Uri.Path.EndsWith("/a.zip", StringComparison.Ordinal))
                OfTheArchive.Add(message.Request.Method);
        }
    }
}
