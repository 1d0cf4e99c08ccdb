using System.Buffers.Binary;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.FoDicom;

/// <summary>
/// The size that a compressed frame says it has. Native code allocates and writes by it, so it must be that of the DICOM header before a frame is handed on.
/// </summary>
internal readonly record struct CodestreamHeader(uint Rows, uint Columns, int Components, int Precision)
{
    /// <summary>Reads the first two markers of a JPEG 2000 codestream (ITU-T T.800 A.5.1).</summary>
    public static CodestreamHeader OfJpeg2000(ReadOnlySpan<byte> frame)
    {
        if (frame is not [0xFF, 0x4F, 0xFF, 0x51, ..] || frame.Length < 45)
            throw Damaged("does not start like a JPEG 2000 codestream");
        var offset = frame[16..24];
        if (offset.ContainsAnyExcept((byte)0) || frame[43..45] is not [1, 1])
            throw Damaged("does not have one sample for each pixel");
        return new(BinaryPrimitives.ReadUInt32BigEndian(frame[12..]), BinaryPrimitives.ReadUInt32BigEndian(frame[8..]),
            BinaryPrimitives.ReadUInt16BigEndian(frame[40..]), (frame[42] & 0x7F) + 1);
    }

    /// <summary>Refuses a frame that would not fill the cells of the image exactly.</summary>
    public CodestreamHeader OfSize(PixelLayout layout) =>
        Rows == layout.Rows && Columns == layout.Columns && Components == 1 && Precision <= 8 * layout.BytesPerCell
            ? this
            : throw Damaged("has another size than the image");

    /// <summary>A frame that cannot be decoded.</summary>
    public static DicomFormatException Damaged(string what, Exception? cause = null) => new(DicomFault.Malformed, $"A compressed frame {what}.", cause);
}
