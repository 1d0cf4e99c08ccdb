using BenchmarkDotNet.Attributes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Testing.Dicom;

namespace PatchFcn.Benchmarks;

/// <summary>Reading and decoding one slice of 512² cells that look like a head: smooth, with noise of 5 HU.</summary>
[MemoryDiagnoser]
public class DicomCodecBenchmarks
{
    private const int Size = 512;

    private readonly BuiltInCodec _codec = new();
    private readonly ushort[] _cells = new ushort[Size * Size];
    private byte[] _file = [];

    public static IEnumerable<string> Syntaxes { get; } =
    [
        TransferSyntax.ExplicitLittleEndian.Uid, TransferSyntax.ExplicitBigEndian.Uid, TransferSyntax.Deflated.Uid,
        TransferSyntax.RleLossless.Uid, TransferSyntax.JpegLosslessFirstOrder.Uid,
    ];

    [ParamsSource(nameof(Syntaxes))]
    public string Syntax { get; set; } = "";

    [GlobalSetup]
    public void EncodeSlice()
    {
        var syntax = TransferSyntax.Find(Syntax)!;
        Func<ushort[], byte[]>? compress = null;
        if (syntax == TransferSyntax.RleLossless)
            compress = cells => RleEncoder.Encode(cells);
        else if (syntax == TransferSyntax.JpegLosslessFirstOrder)
            compress = cells => JpegLosslessEncoder.Encode(cells, Size);
        _file = DicomFileEncoder.Encode(SampleDataSets.Ct(Size, Size, HeadLikeCells()), new DicomFileShape(syntax) { Compress = compress });
    }

    [Benchmark]
    public DicomHeader ReadHeader() => _codec.ReadHeader(new MemoryStream(_file));

    [Benchmark]
    public ushort[] ReadAndDecode()
    {
        var image = _codec.ReadImage(new MemoryStream(_file));
        image.DecodeFrame(0, _cells);
        return _cells;
    }

    private static ushort[] HeadLikeCells()
    {
        var random = new Random(1);
        var cells = new ushort[Size * Size];
        for (var i = 0; i < cells.Length; i++)
        {
            var radius = double.Hypot(i / Size - Size / 2, i % Size - Size / 2) / (Size / 2);
            var hu = radius switch { < 0.7 => 35, < 0.78 => 900, < 0.85 => 20, _ => -1000 };
            cells[i] = (ushort)(hu + (radius < 0.95 ? random.Next(-10, 11) + random.Next(-10, 11) : 0) / 2 + 1024);
        }
        return cells;
    }
}
