using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Workflow.Sources;

/// <summary>Studies that arrive in a container of blobs.</summary>
/// <param name="container">The container; it must exist.</param>
/// <param name="wholeBytes">Up to this size a zip archive is fetched in one go and held in memory while it is read.</param>
public sealed class BlobInbox(BlobContainerClient container, long wholeBytes = 64 << 20) : IStudyInbox
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<StudyArrival> ListAsync(string start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var files = new List<StudyArrival>();
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = start }, cancellation))
            if (StudyArrival.IsAnnouncedBy(blob.Name))
                files.Add(new StudyArrival(blob.Name, blob.Properties.ETag.ToString() ?? "") { ArrivedUtc = blob.Properties.LastModified });
        foreach (var arrival in StudyArrival.Find(files))
            yield return arrival;
    }

    /// <inheritdoc/>
    public async Task<StudyUpload> OpenAsync(string upload, CancellationToken cancellation)
    {
        var arrival = StudyArrival.Parse(upload);
        if (!arrival.IsPrefix)
            return StudyUpload.OpenZip(new InboxFile(new BlobArchive(BlobOf(arrival.Name, arrival.Name, null, new ETag(arrival.Version)), wholeBytes)));
        var files = new List<IStudyFile>();
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = arrival.Name }, cancellation))
            files.Add(new InboxFile(BlobOf(blob.Name, blob.Name[arrival.Name.Length..], blob.Properties.ContentLength, blob.Properties.ETag)));
        return new StudyUpload(files.Where(file => !CompleteMarker.Is(file.Name)));
    }

    private BlobFile BlobOf(string blob, string name, long? length, ETag? version) => new(container.GetBlobClient(blob), name, length, version);

    /// <summary>A blob, read in pieces as they are needed; nothing of it touches a disk. Where it is replaced meanwhile, reading fails.</summary>
    private sealed class BlobFile(BlobClient blob, string name, long? length, ETag? version) : IStudyFile
    {
        private const int Piece = 4 << 20;

        public string Name => name;

        public long? Length => length;

        private BlobRequestConditions Unchanged => new() { IfMatch = version };

        public Stream OpenRead() => blob.OpenRead(new BlobOpenReadOptions(allowModifications: false) { BufferSize = Piece, Conditions = Unchanged });

        /// <summary>All of it, in one request; null where that is more than a number of bytes.</summary>
        public BinaryData? Fetch(long atMost) => blob.GetProperties(Unchanged).Value.ContentLength <= atMost
            ? blob.DownloadContent(new BlobDownloadOptions { Conditions = Unchanged }).Value.Content
            : null;
    }

    /// <summary>A zip archive. Its readers jump between its directory and its entries, and in a blob each jump is a request: where it is small enough it is fetched once for all of them.</summary>
    private sealed class BlobArchive(BlobFile blob, long wholeBytes) : IStudyFile
    {
        private readonly Lazy<BinaryData?> _content = new(() => blob.Fetch(wholeBytes));

        public string Name => blob.Name;

        public long? Length => blob.Length;

        public Stream OpenRead() => _content.Value is { } content ? content.ToStream() : blob.OpenRead();
    }
}
