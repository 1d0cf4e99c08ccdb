using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>Artifacts as block blobs of one container. A blob appears when its last block is committed, so it is whole or not there.</summary>
/// <param name="container">The container; it must exist.</param>
public sealed class BlobArtifactStore(BlobContainerClient container) : IArtifactStore
{
    /// <summary>Metadata of what had to be created: by which call.</summary>
    private const string Creator = "creator";

    /// <inheritdoc/>
    public Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        UploadAsync(path, write, new BlobUploadOptions(), cancellation);

    /// <inheritdoc/>
    public async Task<bool> TryCreateAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        var creator = Guid.NewGuid().ToString("N");
        try
        {
            var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All }, Metadata = new Dictionary<string, string> { [Creator] = creator } };
            await UploadAsync(path, write, options, cancellation);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            return await IsCreatedByAsync(path, creator, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation)
    {
        try
        {
            var range = new HttpRange(offset, length);
            var answer = await Blob(path).DownloadStreamingAsync(new BlobDownloadOptions { Range = range }, cancellation);
            return answer.Value.Content;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            throw new FileNotFoundException("There is no such artifact.", path, missing);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredArtifact> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var below = new GetBlobsOptions { Prefix = folder.Length == 0 ? null : ArtifactPath.Checked(folder) + "/" };
        await foreach (var blob in container.GetBlobsAsync(below, cancellation))
            yield return new StoredArtifact(blob.Name, blob.Properties.LastModified ?? DateTimeOffset.MinValue);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellation) => Blob(path).DeleteIfExistsAsync(cancellationToken: cancellation);

    /// <summary>
    /// Streams of the SDK commit what they have when they are disposed of, even after a failure: what is written is gathered first, then sent in one piece or in blocks.
    /// </summary>
    private async Task UploadAsync(string path, Func<Stream, CancellationToken, Task> write, BlobUploadOptions options, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await write(content, cancellation);
        content.Position = 0;
        await Blob(path).UploadAsync(content, options, cancellation);
    }

    /// <summary>Where the answer to the first attempt was lost, the client's next one finds what the first has written.</summary>
    private async Task<bool> IsCreatedByAsync(string path, string creator, CancellationToken cancellation)
    {
        try
        {
            var blob = await Blob(path).GetPropertiesAsync(cancellationToken: cancellation);
            return blob.Value.Metadata.TryGetValue(Creator, out var found) && found == creator;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
    }

    private BlockBlobClient Blob(string path) => container.GetBlockBlobClient(ArtifactPath.Checked(path));
}
