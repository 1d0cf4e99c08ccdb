using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Tests.Reading.Sources;

public sealed class ZipUploadTests
{
    [Fact]
    public void Open_ManyReadersAtOnce_EachReadsItsEntry()
    {
        var contents = Enumerable.Range(0, 200).Select(i => Enumerable.Repeat((byte)i, 50_000).ToArray()).ToArray();
        using var upload = ZipMaker.Open(ZipMaker.Pack(contents.Select((content, i) => ($"I{i:000}", content))));

        Parallel.For(0, contents.Length, i =>
        {
            using var stream = upload.Entries[i].File.OpenRead();
            var read = new MemoryStream();
            stream.CopyTo(read);
            Assert.Equal(contents[i], read.ToArray());
        });
    }

    [Fact]
    public void Open_EntriesOfTheSameName_AreBothListed()
    {
        using var upload = ZipMaker.Open(ZipMaker.Pack(("I1", [1]), ("I1", [2])));

        Assert.Equal([1, 2], upload.Entries.Select(entry =>
        {
            using var stream = entry.File.OpenRead();
            return stream.ReadByte();
        }));
    }

    [Theory]
    [InlineData("../I1")]
    [InlineData("a/../../I1")]
    [InlineData("..\\I1")]
    [InlineData("/etc/I1")]
    [InlineData("C:\\I1")]
    [InlineData("\\\\server\\I1")]
    public void Read_NameThatPointsOutside_IsNotOpenedAndNotShown(string name)
    {
        using var upload = ZipMaker.Open(ZipMaker.Pack((name, [1])));

        var entry = Assert.Single(Ingest.Read(upload).Ledger);

        Assert.Equal(("unsafeName", "unopened-1", null), (entry.Reason, entry.File, entry.Sha256));
    }

    [Fact]
    public void Open_DirectoryOfMoreEntriesThanAllowed_IsNotLoaded()
    {
        var zip = ZipMaker.Pack(Enumerable.Range(0, 5_000).Select(i => (new string('x', 200) + i, Array.Empty<byte>())));

        using var upload = ZipMaker.Open(zip, new UploadLimits { Files = 10 });

        Assert.Equal("tooManyFiles", upload.Refusal!.Name);
        Assert.Single(upload.Entries);
    }

    [Fact]
    public void Read_EntryThatAnnouncesLessThanItHolds_IsStoppedAtTheLimit()
    {
        var zip = ZipMaker.Pack(("I1", new byte[8 << 20]));
        // The announced length, in the header of the entry and in the directory, becomes 1.
        foreach (var (signature, offset) in new[] { ("PK\x03\x04", 22), ("PK\x01\x02", 24) })
            BitConverter.TryWriteBytes(zip.AsSpan(zip.AsSpan().IndexOf(System.Text.Encoding.Latin1.GetBytes(signature)) + offset), 1);
        using var upload = ZipMaker.Open(zip, new UploadLimits { TotalBytes = 1000 });

        var study = Ingest.Read(upload);

        Assert.Equal(1, upload.Entries[0].File.Length);
        Assert.All(study.Ledger, entry => Assert.False(entry.Used));
    }

    [Fact]
    public void Read_DamagedArchive_IsAccountedForByItsHash()
    {
        using var one = ZipMaker.Open("PK\x03\x04 one"u8.ToArray());
        using var other = ZipMaker.Open("PK\x03\x04 other"u8.ToArray());

        var study = Ingest.Read(one);

        Assert.Equal("damagedArchive", study.Refusal!.Name);
        Assert.NotNull(Assert.Single(study.Ledger).Sha256);
        Assert.NotEqual(study.ContentHash, Ingest.Read(other).ContentHash);
    }

    [Fact]
    public void Read_AnyByteOfAnArchiveChanged_EndsInAResult()
    {
        var files = new HeadSeries { Slices = 8, Spacing = 10, Thickness = 6 }.Files();
        var zip = ZipMaker.Pack(files);
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var altered = zip.ToArray();
            // Half of the changes go to the directory at the end, where they do the most harm.
            var index = i % 2 == 0 ? random.Next(zip.Length) : zip.Length - 1 - random.Next(1000);
            altered[index] ^= (byte)(1 << random.Next(8));
            using var upload = ZipMaker.Open(altered);

            var study = Ingest.Read(upload);

            Assert.Equal(study.Refusal is null, study.Series is not null);
        }
    }
}
