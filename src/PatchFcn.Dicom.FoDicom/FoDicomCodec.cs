using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.FoDicom;

/// <summary>
/// The built-in codec with the JPEG 2000 of fo-dicom. Files are read, and frames are found and measured, by our own code, because every
/// length in them is bounded there; its native decoder sees single frames whose size has been checked.
/// </summary>
/// <param name="limits">What a file may ask for; <see cref="DicomLimits.Default"/> where null.</param>
public sealed class FoDicomCodec(DicomLimits? limits = null) : DicomCodec(limits, DecoderOf)
{
    private static FrameDecoder? DecoderOf(TransferSyntax syntax) => syntax == TransferSyntax.Jpeg2000Lossless ? Jpeg2000Decoder.Decode : BuiltInCodec.DecoderOf(syntax);
}
