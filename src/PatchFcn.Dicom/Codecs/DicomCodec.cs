using System.IO.Compression;

namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// Reads files for every codec here: what differs between them is who decodes a frame. Every length in a file is treated as hostile and bounded by
/// <see cref="DicomLimits"/>.
/// </summary>
/// <param name="limits">What a file may ask for.</param>
/// <param name="decoderOf">The decoder of a transfer syntax, or null where there is none.</param>
internal sealed class DicomFileReader(DicomLimits limits, Func<TransferSyntax, FrameDecoder?> decoderOf)
{
    /// <inheritdoc cref="IDicomCodec.ReadHeader"/>
    public DicomHeader ReadHeader(Stream source) => Open(source).Header;

    /// <inheritdoc cref="IDicomCodec.ReadImage"/>
    public IDicomImage ReadImage(Stream source)
    {
        var (header, syntax, reader, pixelData) = Open(source);
        if (pixelData is not { } element)
            throw new DicomFormatException(DicomFault.NoPixelData, "The file has no pixel data.");
        var decoder = decoderOf(syntax) ?? throw new DicomFormatException(DicomFault.UnsupportedTransferSyntax, Refusal(syntax));
        var layout = PixelLayout.Of(header.DataSet, limits);
        if (layout.IsPacked && syntax.IsEncapsulated)
            throw new DicomFormatException(DicomFault.UnsupportedPixels, "Compressed pixels of 1 bit are not read.");
        IFrameSource frames = syntax.IsEncapsulated
            ? EncapsulatedFrames.Read(reader, element, layout)
            : NativeFrames.Read(reader, element, layout);
        return new DicomFileImage(header, layout, frames, decoder);
    }

    private OpenFile Open(Stream stream)
    {
        if (stream.CanSeek && stream.Length - stream.Position > limits.FileBytes)
            throw DicomLimits.Exceeded(nameof(limits.FileBytes), limits.FileBytes);
        var source = new ByteSource(stream, limits.FileBytes, nameof(limits.FileBytes));
        var syntax = FilePreamble.Read(source, limits);
        if (syntax.IsDeflated)
        {
            var inflated = new DeflateStream(source.Rest(), CompressionMode.Decompress);
            source = new ByteSource(inflated, limits.DecompressedBytes, nameof(limits.DecompressedBytes));
        }
        var reader = new DataSetReader(source, syntax, limits);
        var dataSet = new DicomDataSet();
        var pixelData = reader.ReadToPixelData(dataSet);
        return new OpenFile(new DicomHeader(dataSet, pixelData is not null), syntax, reader, pixelData);
    }

    private static string Refusal(TransferSyntax syntax) => syntax.IsLossy
        ? $"{syntax.Name} ({syntax.Uid}) may have altered the densities: send the images as they were acquired, as Explicit VR Little Endian."
        : $"{syntax.Name} ({syntax.Uid}) cannot be decoded here: export the images as Explicit VR Little Endian.";

    private sealed record OpenFile(DicomHeader Header, TransferSyntax Syntax, DataSetReader Reader, ElementHeader? PixelData);
}
