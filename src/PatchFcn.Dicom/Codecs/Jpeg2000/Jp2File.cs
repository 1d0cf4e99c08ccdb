using System.Buffers.Binary;

namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>The file format around a codestream (ITU-T T.800 annex I). DICOM wants bare codestreams (PS3.5 A.4.4), but some writers leave it around them.</summary>
internal static class Jp2File
{
    private const int HeaderLength = 8;
    private const uint ContiguousCodestream = 0x6A703263;

    /// <summary>The codestream of a JP2 file, or the bytes themselves where they are none.</summary>
    public static ReadOnlySpan<byte> CodestreamOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..])
            return bytes;
        while (bytes.Length >= HeaderLength)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            var isCodestream = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) == ContiguousCodestream;
            // The last box may leave its length open.
            if (length == 0 && isCodestream)
                return bytes[HeaderLength..];
            if (length < HeaderLength || length > bytes.Length)
                throw Jpeg2000Decoder.Truncated();
            if (isCodestream)
                return bytes[HeaderLength..(int)length];
            bytes = bytes[(int)length..];
        }
        throw Jpeg2000Decoder.Damaged("is a JP2 file without a codestream");
    }
}
