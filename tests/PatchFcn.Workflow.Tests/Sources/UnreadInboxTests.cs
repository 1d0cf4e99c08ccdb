using System.IO.Compression;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Testing;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Sources;

/// <summary>R185: a read error that passes takes no slice out of a study.</summary>
public sealed class UnreadInboxTests(PhantomStudy study, Azurite azurite) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string[] Images => [.. Directory.EnumerateFiles(study.Folder, "*.dcm").Order()];

    [Fact]
    public async Task GetAsync_FileOfAFolderIsLocked_FailsThenReadsEverySlice()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "head")).FullName;
        foreach (var image in Images)
            File.Copy(image, Path.Combine(folder, Path.GetFileName(image)));
        var sources = Sources(new FolderInbox(_root));

        using (File.Open(Path.Combine(folder, Path.GetFileName(Images[3])), FileMode.Open, FileAccess.Read, FileShare.None))
            await FailsAsync(sources, "1-1/head/");

        Assert.Equal(Images.Length, (await sources.GetAsync("1-1/head/", Cancellation)).Series.Slices.Count);
    }

    [Fact]
    public async Task GetAsync_BlobAnswers503_FailsThenReadsEverySlice()
    {
        var busy = new Busy(Path.GetFileName(Images[3]));
        var options = new BlobClientOptions();
        options.AddPolicy(busy, HttpPipelinePosition.PerCall);
        var container = new BlobContainerClient(azurite.Require(), Guid.NewGuid().ToString("N"), options);
        await container.CreateAsync(cancellationToken: Cancellation);
        foreach (var image in Images)
            await container.GetBlobClient("head/" + Path.GetFileName(image)).UploadAsync(image, Cancellation);
        var sources = Sources(new BlobInbox(container));

        busy.IsOn = true;
        await FailsAsync(sources, "1-1/head/");

        busy.IsOn = false;
        Assert.Equal(Images.Length, (await sources.GetAsync("1-1/head/", Cancellation)).Series.Slices.Count);
    }

    /// <summary>Wherever in an archive reading breaks off: in its directory, which would be called damaged, or in an entry.</summary>
    [Fact]
    public void OpenZip_ReadingBreaksOff_IsNeverTakenForDamage()
    {
        var zip = Path.Combine(_root, "a.zip");
        ZipFile.CreateFromDirectory(study.Folder, zip);
        var file = new BreakingFile(zip);
        Read(file);
        var reads = file.Reads;

        for (var good = 0; good < reads; good += 1 + good / 4)
        {
            var breaking = new BreakingFile(zip) { Good = good };
            var problem = Record.Exception(() => Read(breaking));
            // The archive is opened once for each reader at work, so that another time fewer reads may do.
            Assert.True(breaking.Reads <= good || (problem is not null && StorageFailure.IsOne(problem)), $"After {good} of {reads} reads: {problem?.GetType().Name ?? "nothing was thrown"}.");
        }

        static void Read(IStudyFile file)
        {
            using var upload = StudyUpload.OpenZip(new InboxFile(file));
            new StudyReader(new BuiltInCodec()).Read(upload, Cancellation);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static SourceStudies Sources(IUploads inbox) => new(inbox, new StudyReader(new BuiltInCodec()));

    private static async Task FailsAsync(SourceStudies sources, string upload)
    {
        var problem = await Record.ExceptionAsync(() => sources.GetAsync(upload, Cancellation));
        Assert.True(problem is not null && StorageFailure.IsOne(problem), $"{problem?.GetType().Name ?? "Nothing"} was thrown.");
        Assert.DoesNotContain("/head/", $"{problem}", StringComparison.Ordinal);
    }

    /// <summary>A service that does not hand out one blob.</summary>
    private sealed class Busy(string blob) : HttpPipelineSynchronousPolicy
    {
        public bool IsOn { get; set; }

        public override void OnSendingRequest(HttpMessage message)
        {
            if (IsOn && message.Request.Uri.ToString().Contains(blob, StringComparison.Ordinal))
                throw new RequestFailedException(503, "The server is busy.");
        }
    }

    /// <summary>A file that can be read some times, then fails.</summary>
    private sealed class BreakingFile(string path) : IStudyFile
    {
        private int _reads;

        public int Good { get; init; } = int.MaxValue;

        public int Reads => _reads;

        public string Name => "a.zip";

        public long? Length => null;

        public Stream OpenRead() => new Breaking(this, path);

        private sealed class Breaking(BreakingFile file, string path) : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0)
        {
            public override int Read(Span<byte> buffer) =>
                Interlocked.Increment(ref file._reads) > file.Good ? throw new IOException("The network is gone.") : base.Read(buffer);
        }
    }
}
