using PatchFcn.Dicom.Codecs.Jpeg2000;

namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// The codec of this software. Uncompressed (also big endian and deflated), RLE, JPEG Lossless, JPEG-LS and JPEG 2000 pixel data without loss are decoded; any
/// other transfer syntax is refused by its name.
/// </summary>
/// <param name="limits">What a file may ask for; <see cref="DicomLimits.Default"/> where null.</param>
public sealed class BuiltInCodec(DicomLimits? limits = null) : DicomCodec(limits, DecoderOf)
{
    /// <summary>The decoder of a transfer syntax, or null where it is not decoded.</summary>
    internal static FrameDecoder? DecoderOf(TransferSyntax syntax)
    {
        if (!syntax.IsEncapsulated)
            return NativeDecoder.Decode;
        if (syntax == TransferSyntax.RleLossless)
            return RleDecoder.Decode;
        if (syntax == TransferSyntax.JpegLossless || syntax == TransferSyntax.JpegLosslessFirstOrder)
            return JpegLosslessDecoder.Decode;
        if (syntax == TransferSyntax.JpegLsLossless)
            return JpegLsDecoder.Decode;
        if (syntax == TransferSyntax.Jpeg2000Lossless)
            return Jpeg2000Decoder.Decode;
        return null;
    }
}
