using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Workflow.Sources;

/// <summary>Studies that arrive in a container of blobs.</summary>
/// <param name="container">The container; it must exist.</param>
public sealed class BlobInbox(BlobContainerClient container) : IStudyInbox
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
            return StudyUpload.OpenZip(FileOf(arrival.Name, arrival.Name, null, new ETag(arrival.Version)));
        var files = new List<IStudyFile>();
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = arrival.Name }, cancellation))
            files.Add(FileOf(blob.Name, blob.Name[arrival.Name.Length..], blob.Properties.ContentLength, blob.Properties.ETag));
        return new StudyUpload(files.Where(file => !CompleteMarker.Is(file.Name)));
    }

    private InboxFile FileOf(string blob, string name, long? length, ETag? version) => new(new BlobFile(container.GetBlobClient(blob), name, length, version));

    /// <summary>A blob, read in pieces as they are needed; nothing of it touches a disk. Where it is replaced meanwhile, reading fails.</summary>
    private sealed class BlobFile(BlobClient blob, string name, long? length, ETag? version) : IStudyFile
    {
        private const int Piece = 4 << 20;

        public string Name => name;

        public long? Length => length;

        public Stream OpenRead() =>
            blob.OpenRead(new BlobOpenReadOptions(allowModifications: false) { BufferSize = Piece, Conditions = new BlobRequestConditions { IfMatch = version } });
    }
}
