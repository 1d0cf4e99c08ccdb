using System.Runtime.InteropServices;
using FellowOakDicom.Imaging.NativeCodec;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.FoDicom;

/// <summary>
/// JPEG-LS by the CharLS in fo-dicom.Codecs. It is called directly: fo-dicom's own class passes over CharLS's error code, and a damaged frame would show what an earlier one left
/// in a pooled buffer.
/// </summary>
internal static class JpegLsDecoder
{
    private const int LongestMessage = 256;

    /// <inheritdoc cref="FrameDecoder"/>
    public static void Decode(ReadOnlySpan<byte> bytes, PixelLayout layout, Span<ushort> cells)
    {
        var header = CodestreamHeader.OfJpegLs(bytes).OfSize(layout);
        layout = layout with { BytesPerCell = header.Precision > 8 ? 2 : 1 }; // CharLS goes by the precision, not by the bits allocated.
        var frame = new byte[layout.BytesPerFrame];
        var parameters = new JlsParameters();
        var result = JpegLSDecode(frame, frame.Length, bytes.ToArray(), (nuint)bytes.Length, ref parameters, new byte[LongestMessage]);
        if (result != CharlsApiResultType.OK)
            throw CodestreamHeader.Damaged($"is not JPEG-LS as it should be ({result})");
        NativeDecoder.Decode(frame, layout, cells);
    }

    [DllImport("Dicom.Native")]
    private static extern CharlsApiResultType JpegLSDecode(
        byte[] destination, int destinationLength, byte[] source, nuint sourceLength, ref JlsParameters parameters, byte[] errorMessage);
}
