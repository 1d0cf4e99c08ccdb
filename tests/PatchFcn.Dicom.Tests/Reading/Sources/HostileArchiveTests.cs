using System.IO.Compression;
using System.Text;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Tests.Reading.Sources;

/// <summary>R5, R167: archives made to harm end in named refusals, within stated limits of memory.</summary>
public sealed class HostileArchiveTests
{
    private const long Megabyte = 1 << 20;

    private const long MostAllocated = 1500 * Megabyte;

    [Fact]
    public void Read_Bomb_IsGivenUpAtTheExpansionLimit()
    {
        var bomb = ZipMaker.Pack(("I1", new byte[256 * Megabyte]));
        Assert.True(bomb.Length < Megabyte);

        Assert.Equal(["expandsTooMuch"], Reasons(bomb));
    }

    /// <summary>Every entry is small enough by itself, and all are the same bytes of the archive.</summary>
    [Fact]
    public void Read_EntriesThatOverlap_AreStoppedByTheLimitOfAllFiles()
    {
        var bomb = Repeat(ZipMaker.Pack(("I1", new byte[3 * Megabyte])), 1000);
        Assert.True(bomb.Length < Megabyte);

        var study = Read(bomb, new UploadLimits { TotalBytes = 64 * Megabyte });

        Assert.Equal("uploadTooLarge", study.Refusal!.Name);
        Assert.All(study.Ledger, entry => Assert.Null(entry.Sha256)); // which were read before that is chance, and the study is named by what is read
    }

    /// <summary>An archive that holds itself, without end: it ends where an archive in an archive ends, at the first level.</summary>
    [Fact]
    public void Read_Quine_IsNotOpenedAgain()
    {
        var quine = ZipQuine.Make();
        using (var archive = new ZipArchive(new MemoryStream(quine)))
        using (var content = archive.Entries.Single().Open())
        using (var held = new MemoryStream())
        {
            content.CopyTo(held);
            Assert.Equal(quine, held.ToArray());
        }

        Assert.Equal(["unopenedArchive"], Reasons(quine));
    }

    [Fact]
    public void Read_ArchiveInAnArchive_IsNotOpened()
    {
        var inner = ZipMaker.Pack(("I1", [1, 2, 3]));
        for (var depth = 0; depth < 50; depth++)
            inner = ZipMaker.Pack(("A1.zip", inner));

        Assert.Equal(["unopenedArchive"], Reasons(inner));
    }

    [Fact]
    public void Read_SymbolicLink_IsAFileWithAPathInIt()
    {
        Assert.Equal(["notDicom"], Reasons(Link("/etc/passwd")));
    }

    [Theory]
    [InlineData(uint.MaxValue - 1)]
    [InlineData(int.MaxValue)]
    public void Read_EntryThatClaimsGigabytes_IsRefusedWithoutThem(uint claim)
    {
        var zip = ZipMaker.Pack(("I1", new byte[1000]));
        foreach (var (signature, offset) in new[] { ("PK\x03\x04", 22), ("PK\x01\x02", 24) })
            BitConverter.TryWriteBytes(zip.AsSpan(zip.AsSpan().IndexOf(Encoding.Latin1.GetBytes(signature)) + offset), claim);

        Assert.DoesNotContain("used", Reasons(zip));
    }

    [Theory]
    [InlineData(16, uint.MaxValue - 1)]
    [InlineData(8, 0x7FFF7FFFu)]
    public void Read_DirectoryThatClaimsGigabytes_IsDamaged(int offsetInEnd, uint claim)
    {
        var zip = ZipMaker.Pack(("I1", new byte[1000]));
        BitConverter.TryWriteBytes(zip.AsSpan(zip.AsSpan().LastIndexOf("PK\x05\x06"u8) + offsetInEnd), claim);

        Assert.Equal("damagedArchive", Read(zip).Refusal!.Name);
    }

    /// <summary>The size of the directory is not needed to read it, and believed by nobody.</summary>
    [Fact]
    public void Read_DirectoryOfAFalseSize_IsReadWithoutIt()
    {
        var zip = ZipMaker.Pack(("I1", new byte[1000]));
        BitConverter.TryWriteBytes(zip.AsSpan(zip.AsSpan().LastIndexOf("PK\x05\x06"u8) + 12), uint.MaxValue - 1);

        Assert.Equal(["notDicom"], Reasons(zip));
    }

    [Fact]
    public void Read_HundredThousandFiles_AreTooMany()
    {
        var zip = ZipMaker.Pack(Enumerable.Range(0, 100_000).Select(i => ($"I{i}", Array.Empty<byte>())));

        Assert.Equal("tooManyFiles", Read(zip, new UploadLimits()).Refusal!.Name);
    }

    private static List<string> Reasons(byte[] zip) => [.. Read(zip).Ledger.Select(entry => entry.Reason)];

    private static StudyReading Read(byte[] zip, UploadLimits? limits = null)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var upload = ZipMaker.Open(zip, limits);
        var study = Ingest.Read(upload);
        // Tests beside this one allocate as well, but none nearly as much as what these archives claim.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, MostAllocated);
        Assert.NotNull(study.Refusal);
        return study;
    }

    private static byte[] Link(string target)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry("I1");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var content = entry.Open();
            content.Write(Encoding.ASCII.GetBytes(target));
        }
        return stream.ToArray();
    }

    /// <summary>An archive of one entry that its directory lists many times.</summary>
    private static byte[] Repeat(byte[] zip, ushort times)
    {
        var start = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        var end = zip.AsSpan().LastIndexOf("PK\x05\x06"u8);
        var record = zip[start..end];
        var tail = zip[end..];
        BitConverter.TryWriteBytes(tail.AsSpan(8), times);
        BitConverter.TryWriteBytes(tail.AsSpan(10), times);
        BitConverter.TryWriteBytes(tail.AsSpan(12), record.Length * times);
        return [.. zip[..start], .. Enumerable.Repeat(record, times).SelectMany(it => it), .. tail];
    }
}
