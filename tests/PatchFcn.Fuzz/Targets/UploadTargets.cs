using System.Buffers.Binary;
using System.IO.Compression;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Dicom.Writing;
using PatchFcn.Testing.Dicom;

namespace PatchFcn.Fuzz.Targets;

/// <summary>Uploads: an archive, and the pieces of a study. Whatever is in them, reading ends in a series or a refusal and throws nothing.</summary>
public static class UploadTargets
{
    private const int Slices = 12;

    /// <summary>Files of an input: each costs a buffer of 16 KiB for a while, and what 100,000 of them cost is a test of its own.</summary>
    private const int MostFiles = 1000;

    private static readonly StudyReader Reader = new(new BuiltInCodec(new DicomLimits { DecompressedBytes = 8 << 20, Elements = 10_000 }));

    /// <summary>A zip archive.</summary>
    public static FuzzTarget Zip { get; } = new("zip", input =>
    {
        using var upload = StudyUpload.OpenZip(new MemoryFile("study.zip", input));
        Read(upload);
    }, () => [("stored", Pack(CompressionLevel.NoCompression)), ("deflated", Pack(CompressionLevel.Fastest)), ("empty", [.. "PK\x05\x06"u8, .. new byte[18]])]);

    /// <summary>The files of a study one after another, each after its length in two bytes.</summary>
    public static FuzzTarget Series { get; } = new("series", input =>
    {
        using var upload = new StudyUpload(Split(input).Take(MostFiles).Select((bytes, i) => new MemoryFile($"{i}", bytes)));
        Read(upload);
    }, () => [("slices", Join(Pieces(TransferSyntax.ExplicitLittleEndian))), ("implicit", Join(Pieces(TransferSyntax.ImplicitLittleEndian)))]);

    /// <summary>On a thread of the pool, which has but one while fuzzing: what is done in parallel is done by it alone.</summary>
    private static void Read(StudyUpload upload) => Task.Run(() =>
    {
        if (Reader.Read(upload) is { Series: { } series })
            Reader.ReadVolume(series);
    }).GetAwaiter().GetResult();

    private static byte[] Pack(CompressionLevel level)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (bytes, i) in Pieces(TransferSyntax.ExplicitLittleEndian).Take(2).Select((bytes, i) => (bytes, i)))
                using (var entry = archive.CreateEntry($"folder/{i}.dcm", level).Open())
                    entry.Write(bytes);
        return file.ToArray();
    }

    private static IEnumerable<byte[]> Pieces(TransferSyntax syntax) => Enumerable.Range(0, Slices).Select(slice => DicomFileEncoder.Encode(
        new DicomDataSet()
            .SetText(DicomTags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
            .SetText(DicomTags.SOPClassUID, DicomUid.CTImageStorage)
            .SetText(DicomTags.SOPInstanceUID, $"2.25.{100 + slice}")
            .SetText(DicomTags.Modality, "CT")
            .SetNumbers(DicomTags.SliceThickness, 5)
            .SetText(DicomTags.StudyInstanceUID, "2.25.1")
            .SetText(DicomTags.SeriesInstanceUID, "2.25.2")
            .SetNumbers(DicomTags.ImagePositionPatient, -100, -100, 5 * slice)
            .SetNumbers(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)
            .SetNumbers(DicomTags.SamplesPerPixel, 1)
            .SetNumbers(DicomTags.Rows, 8)
            .SetNumbers(DicomTags.Columns, 8)
            .SetNumbers(DicomTags.PixelSpacing, 25, 25)
            .SetNumbers(DicomTags.BitsAllocated, 16)
            .SetNumbers(DicomTags.BitsStored, 12)
            .SetNumbers(DicomTags.HighBit, 11)
            .SetNumbers(DicomTags.PixelRepresentation, 0)
            .SetNumbers(DicomTags.RescaleIntercept, -1024)
            .SetNumbers(DicomTags.RescaleSlope, 1)
            .SetPixelData([.. Enumerable.Range(0, 64).Select(i => (ushort)(1024 + i))]),
        new DicomFileShape(syntax) { HasPreamble = false }));

    private static byte[] Join(IEnumerable<byte[]> pieces) => [.. pieces.SelectMany(piece => (byte[])[(byte)piece.Length, (byte)(piece.Length >> 8), .. piece])];

    private static IEnumerable<byte[]> Split(byte[] input)
    {
        for (var at = 0; at + 2 <= input.Length;)
        {
            var length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(input.AsSpan(at)), input.Length - at - 2);
            yield return input[(at + 2)..(at + 2 + length)];
            at += 2 + length;
        }
    }

    private sealed record MemoryFile(string Name, byte[] Bytes) : IStudyFile
    {
        public long? Length => Bytes.Length;

        public Stream OpenRead() => new MemoryStream(Bytes, writable: false);
    }
}
