using System.IO.Compression;

namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// The codec of this software. Uncompressed (also big endian and deflated), RLE and JPEG Lossless pixel data are decoded; any other
/// transfer syntax is refused by its name. Every length in a file is treated as hostile and bounded by <see cref="DicomLimits"/>.
/// </summary>
public sealed class BuiltInCodec(DicomLimits? limits = null) : IDicomCodec
{
    private readonly DicomLimits _limits = limits ?? DicomLimits.Default;

    /// <inheritdoc/>
    public string Name => "PatchFcn";

    /// <inheritdoc/>
    public DicomHeader ReadHeader(Stream source) => Open(source).Header;

    /// <inheritdoc/>
    public IDicomImage ReadImage(Stream source)
    {
        var (header, syntax, reader, pixelData) = Open(source);
        if (pixelData is not { } element)
            throw new DicomFormatException(DicomFault.NoPixelData, "The file has no pixel data.");
        var decoder = DecoderOf(syntax);
        var layout = PixelLayout.Of(header.DataSet, _limits);
        IFrameSource frames = syntax.IsEncapsulated
            ? EncapsulatedFrames.Read(reader, element, layout)
            : NativeFrames.Read(reader, element, layout);
        return new BuiltInImage(header, layout, frames, decoder);
    }

    private OpenFile Open(Stream stream)
    {
        if (stream.CanSeek && stream.Length - stream.Position > _limits.FileBytes)
            throw DicomLimits.Exceeded(nameof(_limits.FileBytes), _limits.FileBytes);
        var source = new ByteSource(stream, _limits.FileBytes, nameof(_limits.FileBytes));
        var syntax = FilePreamble.Read(source, _limits);
        if (syntax.IsDeflated)
        {
            var inflated = new DeflateStream(source.Rest(), CompressionMode.Decompress);
            source = new ByteSource(inflated, _limits.DecompressedBytes, nameof(_limits.DecompressedBytes));
        }
        var reader = new DataSetReader(source, syntax, _limits);
        var dataSet = new DicomDataSet();
        var pixelData = reader.ReadToPixelData(dataSet);
        return new OpenFile(new DicomHeader(syntax.Uid, dataSet, pixelData is not null), syntax, reader, pixelData);
    }

    private static FrameDecoder DecoderOf(TransferSyntax syntax)
    {
        if (!syntax.IsEncapsulated)
            return NativeDecoder.Decode;
        if (syntax == TransferSyntax.RleLossless)
            return RleDecoder.Decode;
        if (syntax == TransferSyntax.JpegLossless || syntax == TransferSyntax.JpegLosslessFirstOrder)
            return JpegLosslessDecoder.Decode;
        throw new DicomFormatException(DicomFault.UnsupportedTransferSyntax, Refusal(syntax));
    }

    private static string Refusal(TransferSyntax syntax) => syntax.IsLossy
        ? $"{syntax.Name} ({syntax.Uid}) may have altered the densities: send the images as they were acquired, as Explicit VR Little Endian."
        : $"{syntax.Name} ({syntax.Uid}) cannot be decoded here: export the images as Explicit VR Little Endian.";

    private sealed record OpenFile(DicomHeader Header, TransferSyntax Syntax, DataSetReader Reader, ElementHeader? PixelData);
}
