using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Tests.Reading.Sources;

/// <summary>R257: an archive that cannot be listed, or a path after it, leaves no file open.</summary>
public sealed class OpenFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<WatchedFile> _files = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_PathThatDoesNotExistAfterAZip_LeavesTheZipClosed()
    {
        var zip = Write("study.zip", ZipMaker.Pack(("I1", [1])));

        Assert.Throws<FileNotFoundException>(() => StudyUpload.Open([zip, _folder.Locate("absent")], through: Watch));

        AssertOpenedAndClosed();
    }

    [Fact]
    public void Open_DamagedZip_LeavesItClosed()
    {
        var zip = ZipMaker.Pack(("I1", new byte[1000]));
        // Entries of this disk and of all disks differ: the library calls that a part of an archive, and refuses it at once.
        BitConverter.TryWriteBytes(zip.AsSpan(zip.AsSpan().LastIndexOf("PK\x05\x06"u8) + 8), (ushort)7);

        using (var upload = StudyUpload.Open([Write("study.zip", zip)], through: Watch))
            Assert.Equal("damagedArchive", upload.Refusal!.Name);

        AssertOpenedAndClosed();
    }

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(_folder.Locate(name), content);
        return _folder.Locate(name);
    }

    private WatchedFile Watch(IStudyFile file)
    {
        var watched = new WatchedFile(file);
        _files.Add(watched);
        return watched;
    }

    private void AssertOpenedAndClosed()
    {
        var streams = _files.SelectMany(file => file.Streams).ToList();
        Assert.NotEmpty(streams);
        Assert.All(streams, stream => Assert.False(stream.CanRead));
    }

    private sealed class WatchedFile(IStudyFile file) : IStudyFile
    {
        public List<Stream> Streams { get; } = [];

        public string Name => file.Name;

        public long? Length => file.Length;

        public Stream OpenRead()
        {
            Streams.Add(file.OpenRead());
            return Streams[^1];
        }
    }
}
