using System.Buffers.Binary;

namespace PatchFcn.Dicom.Codecs;

/// <summary>Reads the markers of a JPEG frame and the segments that belong to them (ITU-T T.81 B.1.1), which JPEG Lossless and JPEG-LS share.</summary>
internal ref struct JpegSegmentReader
{
    /// <summary>Reads over the marker that starts an image.</summary>
    public JpegSegmentReader(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [0xFF, 0xD8, ..])
            throw Damaged("does not start like JPEG");
        Rest = bytes[2..];
    }

    /// <summary>What was not read yet.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; }

    /// <summary>The code of the next marker, before which any number of fill bytes may stand.</summary>
    public byte ReadMarker()
    {
        if (Rest is not [0xFF, ..])
            throw Damaged("has no marker where one belongs");
        var marker = Rest.IndexOfAnyExcept((byte)0xFF);
        if (marker < 0)
            throw Damaged("ends too early");
        var code = Rest[marker];
        Rest = Rest[(marker + 1)..];
        return code;
    }

    /// <summary>The segment after a marker, without its length.</summary>
    public ReadOnlySpan<byte> ReadSegment()
    {
        var length = UInt16(Rest, 0);
        if (length < 2 || length > Rest.Length)
            throw Damaged("ends too early");
        var segment = Rest[2..length];
        Rest = Rest[length..];
        return segment;
    }

    /// <summary>Whether the marker stands next that ends a restart interval, the first of which is 0 (T.81 E.1.4).</summary>
    public static bool IsRestart(ReadOnlySpan<byte> next, int interval) => next is [0xFF, var marker, ..] && marker == 0xD0 + interval % 8;

    /// <summary>Passes over bytes that others have read.</summary>
    public void Skip(int count) => Rest = Rest[count..];

    /// <summary>The precision that a frame header states, once its single component and its size are those of the file (T.81 B.2.2).</summary>
    public static int PrecisionOf(ReadOnlySpan<byte> frameHeader, PixelLayout layout)
    {
        if (frameHeader.Length < 6 || frameHeader[5] != 1)
            throw Damaged("has not exactly one component");
        var precision = frameHeader[0];
        if (precision < 2 || precision > 8 * layout.BytesPerCell)
            throw Damaged("has other bits than the header says");
        if (UInt16(frameHeader, 1) != layout.Rows || UInt16(frameHeader, 3) != layout.Columns)
            throw Damaged("has another size than the header says");
        return precision;
    }

    public static int UInt16(ReadOnlySpan<byte> bytes, int offset) => bytes.Length >= offset + 2
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes[offset..])
        : throw Damaged("ends too early");

    public static DicomFormatException Damaged(string what) => new(DicomFault.Malformed, $"A JPEG frame {what}.");

    public static DicomFormatException Truncated() => new(DicomFault.Truncated, "A JPEG frame ends before its last pixel.");
}
