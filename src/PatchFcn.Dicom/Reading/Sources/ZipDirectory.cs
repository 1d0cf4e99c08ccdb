using System.Buffers.Binary;

namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>
/// The directory at the end of a zip archive (PKWARE APPNOTE 4.3.16). Opening an archive loads all of it, so its size is looked at before.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorLength = 20;
    private const int Zip64OffsetAt = 48;
    private const uint IsInZip64 = uint.MaxValue;

    private static ReadOnlySpan<byte> EndSignature => "PK\x05\x06"u8;

    private static ReadOnlySpan<byte> LocatorSignature => "PK\x06\x07"u8;

    /// <summary>Bytes from the start of the directory to the end of the archive.</summary>
    /// <exception cref="InvalidDataException">There is no directory.</exception>
    public static long Length(Stream archive)
    {
        var tailLength = Math.Min(archive.Length, LocatorLength + EndLength + LongestComment);
        var tail = ReadAt(archive, archive.Length - tailLength, tailLength);
        var end = tail.AsSpan().LastIndexOf(EndSignature);
        if (end < 0 || end + EndLength > tail.Length)
            throw new InvalidDataException("The archive has no directory.");

        long start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (start == IsInZip64 && end >= LocatorLength && tail.AsSpan(end - LocatorLength).StartsWith(LocatorSignature))
        {
            var zip64End = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - LocatorLength + 8));
            start = BinaryPrimitives.ReadInt64LittleEndian(ReadAt(archive, zip64End + Zip64OffsetAt, sizeof(long)));
        }
        return start >= 0 && start <= archive.Length ? archive.Length - start : throw Outside();
    }

    private static byte[] ReadAt(Stream archive, long position, long length)
    {
        if (position < 0 || position > archive.Length - length)
            throw Outside();
        var bytes = new byte[length];
        archive.Position = position;
        archive.ReadExactly(bytes);
        return bytes;
    }

    private static InvalidDataException Outside() => new("The directory lies outside the archive.");
}
