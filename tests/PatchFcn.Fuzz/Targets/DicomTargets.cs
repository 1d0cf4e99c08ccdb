using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Codecs.Jpeg2000;
using PatchFcn.Testing;
using PatchFcn.Testing.Dicom;

namespace PatchFcn.Fuzz.Targets;

/// <summary>The DICOM codec: whole files of every transfer syntax, and the decoders on bare frames, where no header has to be got right first.</summary>
public static class DicomTargets
{
    private const int Rows = 12;
    private const int Columns = 10;

    private static readonly DicomLimits Limits = new() { DecompressedBytes = 8 << 20, Elements = 10_000 };

    /// <summary>Header, fragments and every frame of a file.</summary>
    public static FuzzTarget File { get; } = new("dicom", ReadFile, FileSeeds);

    /// <summary>A frame of RLE; the first byte tells the bytes of a cell.</summary>
    public static FuzzTarget Rle { get; } = new("rle", input => Decode(RleDecoder.Decode, input), () =>
        [("cells16", [1, .. RleEncoder.Encode(Cells(0xFFFF))]), ("flat16", [1, .. RleEncoder.Encode(Cells(0xF))])]);

    /// <summary>A frame of JPEG Lossless; the first byte tells the bytes of a cell.</summary>
    public static FuzzTarget Jpeg { get; } = new("jpeg", input => Decode(JpegLosslessDecoder.Decode, input), () =>
        Enumerable.Range(1, 7).Select(predictor => ($"predictor{predictor}", (byte[])[1, .. JpegLosslessEncoder.Encode(Cells(0xFFFF), Columns, predictor, restartRows: predictor % 3)])));

    /// <summary>A frame of JPEG-LS; the first byte tells the bytes of a cell.</summary>
    public static FuzzTarget JpegLs { get; } = new("jpegLs", input => Decode(JpegLsDecoder.Decode, input), () =>
        JpegLsSamples.All.Where(sample => (sample.Rows, sample.Columns) == (Rows, Columns)).Select(sample => (sample.Name, (byte[])[1, .. sample.Frame()])));

    /// <summary>A frame of JPEG 2000; the first byte tells the bytes of a cell. Nothing here writes it, so the seeds are those of its corpus that OpenJPEG wrote.</summary>
    public static FuzzTarget Jpeg2000 { get; } = new("jpeg2000", input => Decode(Jpeg2000Decoder.Decode, input), () =>
        new[] { "plain", "styles", "bypass", "layers", "tiles", "order" }
            .Select(name => (name, System.IO.File.ReadAllBytes(Path.Combine(TestData.RepositoryRoot, "tests", "PatchFcn.Fuzz", "corpus", "jpeg2000", name)))));

    private static void ReadFile(byte[] input)
    {
        try
        {
            var image = new BuiltInCodec(Limits).ReadImage(new MemoryStream(input));
            var dataSet = image.Header.DataSet;
            var cells = new ushort[dataSet.Integer(DicomTags.Rows)!.Value * dataSet.Integer(DicomTags.Columns)!.Value];
            // A file may announce many frames of which the first is damaged or missing: that is found in the first few.
            for (var frame = 0; frame < Math.Min(image.FrameCount, 16); frame++)
                image.DecodeFrame(frame, cells);
        }
        catch (DicomFormatException)
        {
            // Refused by name.
        }
    }

    private static void Decode(FrameDecoder decoder, byte[] input)
    {
        if (input.Length == 0)
            return;
        try
        {
            decoder(input.AsSpan(1), new PixelLayout(Rows, Columns, Frames: 1, BytesPerCell: 1 + input[0] % 2), new ushort[Rows * Columns]);
        }
        catch (DicomFormatException)
        {
            // Refused by name.
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> FileSeeds()
    {
        var dataSet = SampleDataSets.Ct(rows: 6, columns: 5, frames: 2);
        var jpeg = new DicomFileShape(TransferSyntax.JpegLossless) { Compress = cells => JpegLosslessEncoder.Encode(cells, columns: 5, predictor: 6, restartRows: 2) };
        (string Name, DicomFileShape Shape)[] shapes =
        [
            ("implicit", new(TransferSyntax.ImplicitLittleEndian)), ("big-endian", new(TransferSyntax.ExplicitBigEndian)), ("deflated", new(TransferSyntax.Deflated)),
            ("explicit", new(TransferSyntax.ExplicitLittleEndian)), ("lengths", new(TransferSyntax.ExplicitLittleEndian) { HasDefinedLengths = true }),
            ("unknown", new(TransferSyntax.ExplicitLittleEndian) { SequenceVr = "UN" }), ("bare", new(TransferSyntax.ImplicitLittleEndian) { HasPreamble = false, HasMeta = false }),
            ("rle", new(TransferSyntax.RleLossless) { Compress = cells => RleEncoder.Encode(cells) }), ("jpeg", jpeg), ("fragments", jpeg with { FragmentsPerFrame = 2 }),
        ];
        return shapes.Select(it => (it.Name, DicomFileEncoder.Encode(dataSet, it.Shape)));
    }

    private static ushort[] Cells(int mask) => [.. Enumerable.Range(0, Rows * Columns).Select(i => (ushort)(i * i * 37 & mask))];
}
