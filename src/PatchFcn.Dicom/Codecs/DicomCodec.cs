using System.IO.Compression;

namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// What all codecs here share: they differ in who decodes a frame and in nothing else. Every length in a file is treated as hostile and bounded by
/// <see cref="DicomLimits"/>.
/// </summary>
public abstract class DicomCodec : IDicomCodec
{
    private readonly DicomLimits _limits;
    private readonly Func<TransferSyntax, FrameDecoder?> _decoderOf;

    /// <summary>A codec.</summary>
    /// <param name="limits">What a file may ask for; <see cref="DicomLimits.Default"/> where null.</param>
    /// <param name="decoderOf">The decoder of a transfer syntax, or null where there is none.</param>
    internal DicomCodec(DicomLimits? limits, Func<TransferSyntax, FrameDecoder?> decoderOf) => (_limits, _decoderOf) = (limits ?? DicomLimits.Default, decoderOf);

    /// <inheritdoc/>
    public DicomHeader ReadHeader(Stream source) => Open(source).Header;

    /// <inheritdoc/>
    public IDicomImage ReadImage(Stream source)
    {
        var (header, syntax, reader, pixelData) = Open(source);
        if (pixelData is not { } element)
            throw new DicomFormatException(DicomFault.NoPixelData, "The file has no pixel data.");
        var decoder = _decoderOf(syntax) ?? throw new DicomFormatException(DicomFault.UnsupportedTransferSyntax, Refusal(syntax));
        var layout = PixelLayout.Of(header.DataSet, _limits);
        if (layout.IsPacked && syntax.IsEncapsulated)
            throw new DicomFormatException(DicomFault.UnsupportedPixels, "Compressed pixels of 1 bit are not read.");
        IFrameSource frames = syntax.IsEncapsulated
            ? EncapsulatedFrames.Read(reader, element, layout)
            : NativeFrames.Read(reader, element, layout);
        return new DicomFileImage(header, layout, frames, decoder);
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
        return new OpenFile(new DicomHeader(dataSet, pixelData is not null), syntax, reader, pixelData);
    }

    private static string Refusal(TransferSyntax syntax) => syntax.IsLossy
        ? $"{syntax.Name} ({syntax.Uid}) may have altered the densities: send the images as they were acquired, as Explicit VR Little Endian."
        : $"{syntax.Name} ({syntax.Uid}) cannot be decoded here: export the images as Explicit VR Little Endian.";

    private sealed record OpenFile(DicomHeader Header, TransferSyntax Syntax, DataSetReader Reader, ElementHeader? PixelData);
}
