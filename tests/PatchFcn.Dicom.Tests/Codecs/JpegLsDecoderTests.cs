using PatchFcn.Dicom.Codecs;
using PatchFcn.Testing.Dicom;

namespace PatchFcn.Dicom.Tests.Codecs;

/// <summary>R263: JPEG-LS beyond what encoders at hand write.</summary>
public sealed class JpegLsDecoderTests
{
    private const int StartOfFrame = 0xF7;
    private const int Preset = 0xF8;
    private const int StartOfScan = 0xDA;

    /// <summary>The example of ITU-T T.87 H.3, with its image.</summary>
    [Fact]
    public void Decode_ExampleOfTheStandard_GivesItsImage()
    {
        var frame = Convert.FromHexString(
            "FFD8FFF7000B080004000401011100FFDA0008010100000000C000006C80208E01C0000057400000" +
            "6EE6000001BC180000" + "05D800009160FFD9");

        Assert.Equal([0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145], Decode(frame, 4, 4, bytesPerCell: 1));
    }

    /// <summary>
    /// Below 8 bits the CharLS in dcmtk has other default thresholds than T.87 C.2.4.1.1.1, namely 2, 3 and 4: its files are refused, and are read once they say so.
    /// </summary>
    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Decode_FewBitsWithOtherDefaults_IsRefusedUnlessTheyAreStated(int bits)
    {
        var sample = JpegLsSamples.SpikedRamp(bits);
        var frame = sample.Frame();
        var scan = Content(frame, StartOfScan) - 4;
        byte[] stated = [.. frame[..scan], 0xFF, Preset, 0, 13, 1, 0, 0, 0, 2, 0, 3, 0, 4, 0, 0, .. frame[scan..]];

        Assert.Throws<DicomFormatException>(() => Decode(frame, sample.Rows, sample.Columns));
        Assert.Equal(sample.Cells(), Decode(stated, sample.Rows, sample.Columns));
    }

    /// <summary>Every interval is coded as an image of its own (T.87 C.2.5), so three images between markers are one.</summary>
    [Theory]
    [InlineData("spikes8-gdcm", 2)]
    [InlineData("noise16-preset", 3)]
    [InlineData("ramp8-gdcm", 4)]
    [InlineData("wide16-dcmtk", 2)]
    public void Decode_RestartMarkers_StartAnew(string name, int bytesOfInterval)
    {
        var sample = JpegLsSamples.Named(name);
        var cells = sample.Cells();

        Assert.Equal([.. cells, .. cells, .. cells], Decode(Repeated(sample, bytesOfInterval, [0xD0, 0xD1]), 3 * sample.Rows, sample.Columns));
    }

    [Theory]
    [InlineData(0xD0, 0xD2)]
    [InlineData(0xD1, 0xD2)]
    [InlineData(0xD0, 0xD9)]
    public void Decode_WrongRestartMarker_IsRefused(int first, int second)
    {
        var sample = JpegLsSamples.Named("spikes8-gdcm");

        AssertDamaged("restart marker", Repeated(sample, 2, [first, second]), 3 * sample.Rows, sample.Columns);
    }

    /// <summary>Files of the compression samples of DICOM's working group 4 have one.</summary>
    [Fact]
    public void Decode_ZeroByteOrFillBytesBeforeTheEnd_AreBorne()
    {
        var sample = JpegLsSamples.Named("spikes8-gdcm");
        var frame = sample.Frame()[..^2];

        Assert.Equal(sample.Cells(), Decode([.. frame, 0, 0xFF, 0xD9], sample.Rows, sample.Columns));
        Assert.Equal(sample.Cells(), Decode([.. frame, 0xFF, 0xFF, 0xFF, 0xD9, 0], sample.Rows, sample.Columns));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0xFF, 0xD9 }, "more than its pixels")]
    [InlineData(new byte[] { 1, 0xFF, 0xD9 }, "more than its pixels")]
    [InlineData(new byte[] { 0xFF, 0xDA }, "does not end behind its last pixel")]
    [InlineData(new byte[] { 0xFF, 0xFF }, "ends too early")]
    [InlineData(new byte[] { }, "no marker")]
    public void Decode_SomethingElseThanTheEndBehindTheLastPixel_IsRefused(byte[] end, string reason)
    {
        var sample = JpegLsSamples.Named("spikes8-gdcm");

        AssertDamaged(reason, [.. sample.Frame()[..^2], .. end], sample.Rows, sample.Columns);
    }

    [Theory]
    [InlineData(StartOfFrame, 0, 17, "other bits")]
    [InlineData(StartOfFrame, 0, 1, "other bits")]
    [InlineData(StartOfFrame, 2, 62, "another size")]
    [InlineData(StartOfFrame, 4, 84, "another size")]
    [InlineData(StartOfFrame, 5, 3, "one component")]
    [InlineData(StartOfScan, 0, 3, "one component")]
    [InlineData(StartOfScan, 2, 1, "mapping tables")]
    [InlineData(StartOfScan, 3, 1, "not lossless")]
    [InlineData(StartOfScan, 4, 1, "contradicts")]
    [InlineData(StartOfScan, 5, 1, "not lossless")]
    [InlineData(Preset, 0, 2, "mapping tables")]
    [InlineData(Preset, 0, 4, "mapping tables")]
    [InlineData(StartOfFrame, 0, 12, "coding parameters")]
    [InlineData(Preset, 3, 1, "coding parameters")]
    [InlineData(Preset, 8, 3, "coding parameters")]
    [InlineData(Preset, 10, 2, "coding parameters")]
    public void Decode_HeaderThatIsNotReadHere_IsRefused(int marker, int offset, byte value, string reason)
    {
        var sample = JpegLsSamples.Named("noise16-preset");
        var frame = sample.Frame();
        frame[Content(frame, marker) + offset] = value;

        AssertDamaged(reason, frame, sample.Rows, sample.Columns);
    }

    [Fact]
    public void Decode_SixteenBitsForCellsOfOneByte_IsRefused()
    {
        var sample = JpegLsSamples.Named("spikes16-dcmtk");

        AssertDamaged("other bits", sample.Frame(), sample.Rows, sample.Columns, bytesPerCell: 1);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xD9, 0, 2 }, "not JPEG-LS")]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xC3, 0, 2 }, "not JPEG-LS")]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0xFF, 0xD9 }, "contradicts")]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xDD, 0, 3, 1 }, "restart interval")]
    [InlineData(new byte[] { 0xFF, 0xD9 }, "does not start like JPEG")]
    public void Decode_OtherJpeg_IsRefused(byte[] frame, string reason) => AssertDamaged(reason, frame, 1, 1);

    [Theory]
    [InlineData("spikes8-gdcm")]
    [InlineData("spikes16-dcmtk")]
    [InlineData("head12-gdcm")]
    [InlineData("ramp2-dcmtk")]
    [InlineData("tiny8-preset")]
    public void Decode_TruncatedAnywhere_IsRefused(string name)
    {
        var sample = JpegLsSamples.Named(name);
        var frame = sample.Frame();

        for (var length = 0; length < frame.Length; length++)
            Assert.Throws<DicomFormatException>(() => Decode(frame[..length], sample.Rows, sample.Columns));
    }

    /// <summary>JPEG-LS has no checksum: other pixels may come out, but nothing else may.</summary>
    [Theory]
    [InlineData("noise16-gdcm")]
    [InlineData("head16-preset")]
    [InlineData("spikes12-preset")]
    [InlineData("spikes8-gdcm")]
    [InlineData("tiny8-preset")]
    [InlineData("wide16-dcmtk")]
    public void Decode_ChangedBytes_GivesAnImageOrARefusal(string name)
    {
        var sample = JpegLsSamples.Named(name);
        var random = new Random(263);
        var refused = 0;
        for (var i = 0; i < 300; i++)
        {
            var frame = sample.Frame();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                frame[random.Next(frame.Length)] = (byte)random.Next(256);
            refused += Record.Exception(() => Decode(frame, sample.Rows, sample.Columns)) switch
            {
                null => 0,
                DicomFormatException => 1,
                var other => throw other,
            };
        }

        Assert.InRange(refused, 200, 300);
        TestContext.Current.TestOutputHelper?.WriteLine($"{refused} of 300 refused");
    }

    /// <summary>The sample three times, with markers between, as an image of three times its rows.</summary>
    private static byte[] Repeated(JpegLsSample sample, int bytesOfInterval, int[] markers)
    {
        var frame = sample.Frame();
        var rows = Content(frame, StartOfFrame) + 1;
        (frame[rows], frame[rows + 1]) = ((byte)(3 * sample.Rows >> 8), (byte)(3 * sample.Rows));
        var scan = Content(frame, StartOfScan) - 4;
        var data = frame[(scan + 10)..(frame.AsSpan().LastIndexOfAnyExcept((byte)0xD9, (byte)0xFF) + 1)];
        byte[] interval = [.. new byte[bytesOfInterval - 2], (byte)(sample.Rows >> 8), (byte)sample.Rows];
        return
        [
            .. frame[..scan], 0xFF, 0xDD, 0, (byte)(bytesOfInterval + 2), .. interval, .. frame[scan..(scan + 10)],
            .. data, 0xFF, (byte)markers[0], .. data, 0xFF, (byte)markers[1], .. data, 0xFF, 0xD9,
        ];
    }

    /// <summary>Where the content of a segment starts.</summary>
    private static int Content(byte[] frame, int marker) => frame.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, (byte)marker, 0]) + 4;

    private static void AssertDamaged(string reason, byte[] frame, int rows, int columns, int bytesPerCell = 2)
    {
        var exception = Assert.Throws<DicomFormatException>(() => Decode(frame, rows, columns, bytesPerCell));

        Assert.Equal(DicomFault.Malformed, exception.Fault);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    private static ushort[] Decode(byte[] frame, int rows, int columns, int bytesPerCell = 2)
    {
        var cells = new ushort[rows * columns];
        JpegLsDecoder.Decode(frame, new PixelLayout(rows, columns, Frames: 1, bytesPerCell), cells);
        return cells;
    }
}
