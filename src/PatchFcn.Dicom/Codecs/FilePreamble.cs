using System.Buffers.Binary;

namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// The beginning of a file (PS3.10 7.1), and what stands in its place in files that leave it out: file meta information alone, or a bare
/// data set whose first element shows how it is encoded.
/// </summary>
internal static class FilePreamble
{
    private const int Length = 132;
    private const int LongestFirstValue = 256;

    /// <summary>Reads up to the first byte of the data set, and tells its transfer syntax.</summary>
    public static TransferSyntax Read(ByteSource source, DicomLimits limits)
    {
        var start = source.Peek(Length);
        if (start.EndsWith("DICM"u8) && start.Length == Length)
            source.Skip(Length);
        else if (!StartsWithMeta(start) && GuessSyntax(start) is null)
            throw new DicomFormatException(DicomFault.NotDicom, "The file is not DICOM.");

        var metaSyntax = HasVr(source.Peek(6)) ? TransferSyntax.ExplicitLittleEndian : TransferSyntax.ImplicitLittleEndian;
        var meta = new DataSetReader(source, metaSyntax, limits).ReadFileMetaInformation();
        if (meta.Text(DicomTags.TransferSyntaxUID) is { } uid)
            return TransferSyntax.Find(uid) ?? TransferSyntax.Unknown(uid);
        return GuessSyntax(source.Peek(Length))
            ?? throw new DicomFormatException(DicomFault.Malformed, "The file does not tell its transfer syntax.");
    }

    private static bool StartsWithMeta(ReadOnlySpan<byte> start) => start is [2, 0, ..] && HasVr(start);

    /// <summary>The encoding of a data set that starts with a plausible element of group 0008, or null.</summary>
    private static TransferSyntax? GuessSyntax(ReadOnlySpan<byte> start)
    {
        if (start.Length < 8 || start is not [8, 0, ..])
            return null;
        if (HasVr(start))
            return TransferSyntax.ExplicitLittleEndian;
        return BinaryPrimitives.ReadUInt32LittleEndian(start[4..]) <= LongestFirstValue ? TransferSyntax.ImplicitLittleEndian : null;
    }

    private static bool HasVr(ReadOnlySpan<byte> element) => element.Length >= 6 && ValueRepresentation.IsKnown(element[4], element[5]);
}
