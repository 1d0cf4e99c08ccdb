using System.Buffers.Binary;
using System.Text;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>Files that the writer of this software refuses to write.</summary>
internal static class HostileFiles
{
    private const int MetaStart = 132;
    private const int GroupLengthElement = 12;

    /// <summary>An element whose value representation does not exist.</summary>
    public static byte[] Malformed() => Raw(Element(0x0008, 0x0016, "??", "1.2"u8));

    /// <summary>A text of 2 MiB.</summary>
    public static byte[] TooLongValue() => Raw(Element(0x0008, 0x0119, "UT", new byte[2 << 20]));

    /// <summary>A DICOMDIR without records.</summary>
    public static byte[] DicomDirectory() => Raw(Element(0x0004, 0x1220, "SQ", []));

    /// <summary>The same data set under another transfer syntax.</summary>
    public static IStudyFile WithTransferSyntax(IStudyFile file, string uid)
    {
        var content = ((MemoryFile)file).Content;
        var metaLength = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(MetaStart + GroupLengthElement - sizeof(int)));
        return new MemoryFile(file.Name, Raw(content[(MetaStart + GroupLengthElement + metaLength)..], uid));
    }

    /// <summary>The same file without its last pixels.</summary>
    public static IStudyFile CutShort(IStudyFile file) => new MemoryFile(file.Name, ((MemoryFile)file).Content[..^100]);

    private static byte[] Raw(byte[] dataSet, string transferSyntax = "1.2.840.10008.1.2.1") =>
        [.. new byte[128], .. "DICM"u8, .. Element(0x0002, 0x0010, "UI", Uid(transferSyntax)), .. dataSet];

    private static byte[] Uid(string uid) => Encoding.ASCII.GetBytes(uid.Length % 2 == 0 ? uid : uid + "\0");

    private static byte[] Element(ushort group, ushort element, string vr, ReadOnlySpan<byte> value)
    {
        var isLong = vr is "SQ" or "UT";
        var header = new byte[isLong ? 12 : 8];
        BinaryPrimitives.WriteUInt16LittleEndian(header, group);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), element);
        Encoding.ASCII.GetBytes(vr, header.AsSpan(4));
        if (isLong)
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), value.Length);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), (ushort)value.Length);
        return [.. header, .. value];
    }
}

/// <summary>A file whose medium fails.</summary>
internal sealed record BrokenFile(string Name) : IStudyFile
{
    public long? Length => 1;

    public Stream OpenRead() => throw new IOException("The medium is damaged.");
}
