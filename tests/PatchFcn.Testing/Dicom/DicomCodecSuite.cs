using System.Buffers.Binary;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Testing.Dicom;

/// <summary>
/// What every <see cref="IDicomCodec"/> must do is shown by three suites: <see cref="DicomCodecConformance"/>,
/// <see cref="DicomCodecRefusals"/> and <see cref="DicomCodecOnRealFiles"/>. The tests of an implementation derive from each.
/// </summary>
public abstract class DicomCodecSuite
{
    public static TheoryData<string> UncompressedSyntaxes =>
    [
        TransferSyntax.ImplicitLittleEndian.Name, TransferSyntax.ExplicitLittleEndian.Name, TransferSyntax.Deflated.Name,
        TransferSyntax.ExplicitBigEndian.Name,
    ];

    /// <summary>The encapsulated syntaxes that the codec decodes; every other must be refused by name.</summary>
    protected virtual IReadOnlyList<TransferSyntax> Decoded { get; } =
        [TransferSyntax.RleLossless, TransferSyntax.JpegLossless, TransferSyntax.JpegLosslessFirstOrder, TransferSyntax.JpegLsLossless, TransferSyntax.Jpeg2000Lossless];

    /// <summary>Creates the codec under test.</summary>
    protected abstract IDicomCodec Create(DicomLimits limits);

    /// <summary>The codec with the default limits.</summary>
    protected IDicomCodec Codec => Create(DicomLimits.Default);

    protected void AssertFault(DicomFault fault, DicomDataSet dataSet, DicomFileShape? shape = null)
    {
        var file = DicomFileEncoder.Encode(dataSet, shape ?? new DicomFileShape(TransferSyntax.ExplicitLittleEndian));
        Assert.Equal(fault, Assert.Throws<DicomFormatException>(() => Codec.ReadImage(new MemoryStream(file))).Fault);
    }

    protected void AssertReads(DicomDataSet dataSet, DicomFileShape shape) =>
        AssertReads(dataSet, DicomFileEncoder.Encode(dataSet, shape));

    protected void AssertReads(DicomDataSet dataSet, byte[] file)
    {
        foreach (var stream in new Stream[] { new MemoryStream(file), new ForwardOnlyStream(file, pieceLength: 7) })
            Assert.Equal(PixelsOf(dataSet), Decode(Codec, stream));
        Assert.Equal(SampleDataSets.Describe(dataSet), SampleDataSets.Describe(Codec.ReadHeader(new MemoryStream(file)).DataSet));
    }

    /// <summary>All frames of a file, one after another.</summary>
    protected static ushort[] Decode(IDicomCodec codec, Stream stream)
    {
        var image = codec.ReadImage(stream);
        var dataSet = image.Header.DataSet;
        var cells = new ushort[image.FrameCount][];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = new ushort[dataSet.Integer(DicomTags.Rows)!.Value * dataSet.Integer(DicomTags.Columns)!.Value];
            image.DecodeFrame(i, cells[i]);
        }
        return [.. cells.SelectMany(frame => frame)];
    }

    protected static ushort[] PixelsOf(DicomDataSet dataSet)
    {
        var bytes = dataSet.Find(DicomTags.PixelData)!.Value.ToArray();
        return dataSet.Integer(DicomTags.BitsAllocated) == 8
            ? [.. bytes.Select(cell => (ushort)cell)]
            : [.. bytes.Chunk(2).Select(cell => BinaryPrimitives.ReadUInt16LittleEndian(cell))];
    }

    protected static TransferSyntax Named(string name) => TransferSyntax.Known.Single(syntax => syntax.Name == name);
}
