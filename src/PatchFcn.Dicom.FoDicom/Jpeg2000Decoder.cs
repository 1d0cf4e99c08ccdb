using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.Imaging.Codec;
using FellowOakDicom.Imaging.NativeCodec;
using FellowOakDicom.IO.Buffer;
using PatchFcn.Dicom.Codecs;
using DicomTag = FellowOakDicom.DicomTag;

namespace PatchFcn.Dicom.FoDicom;

/// <summary>JPEG 2000 by the OpenJPEG in fo-dicom.Codecs.</summary>
internal static class Jpeg2000Decoder
{
    private static readonly DicomJpeg2000LosslessCodec Codec = new();

    /// <summary>Frames stay in memory: fo-dicom would write large ones to temporary files, which nobody strips or purges.</summary>
    static Jpeg2000Decoder() => NativeTranscoderManager.MemoryBufferThreshold = int.MaxValue;

    /// <inheritdoc cref="FrameDecoder"/>
    public static void Decode(ReadOnlySpan<byte> bytes, PixelLayout layout, Span<ushort> cells)
    {
        _ = CodestreamHeader.OfJpeg2000(bytes).OfSize(layout);
        var source = PixelData(layout, DicomTransferSyntax.JPEG2000Lossless);
        source.AddFrame(new MemoryByteBuffer(bytes.ToArray()));
        var target = PixelData(layout, DicomTransferSyntax.ExplicitVRLittleEndian);
        try
        {
            Codec.Decode(source, target, Codec.GetDefaultParameters());
        }
        catch (DicomCodecException exception)
        {
            throw CodestreamHeader.Damaged("is not JPEG 2000 as it should be", exception);
        }

        // Some versions throw where decoding fails, some leave the frame out.
        if (target.NumberOfFrames != 1)
            throw CodestreamHeader.Damaged("is not JPEG 2000 as it should be");
        NativeDecoder.Decode(target.GetFrame(0).Data, layout, cells);
    }

    /// <summary>Pixel data without frames. All bits count as stored: high bit and sign are for the caller of the codec to judge.</summary>
    private static DicomPixelData PixelData(PixelLayout layout, DicomTransferSyntax syntax)
    {
        var bits = (ushort)(8 * layout.BytesPerCell);
        var dataSet = new DicomDataset(syntax)
        {
            { DicomTag.SamplesPerPixel, (ushort)1 },
            { DicomTag.PhotometricInterpretation, PhotometricInterpretation.Monochrome2.Value },
            { DicomTag.Rows, (ushort)layout.Rows },
            { DicomTag.Columns, (ushort)layout.Columns },
            { DicomTag.BitsAllocated, bits },
            { DicomTag.BitsStored, bits },
            { DicomTag.HighBit, (ushort)(bits - 1) },
            { DicomTag.PixelRepresentation, (ushort)PixelRepresentation.Unsigned },
        };
        return DicomPixelData.Create(dataSet, newPixelData: true);
    }
}
