using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Codecs.Jpeg2000;
using PatchFcn.Testing.Dicom;

namespace PatchFcn.Dicom.Tests.Codecs.Jpeg2000;

/// <summary>R261: lossless JPEG 2000 is read as the standard allows it to be written.</summary>
public sealed class Jpeg2000DecoderTests
{
    /// <summary>Sign and bits, progressions, tiles with offsets, precincts, layers, resolutions, code-blocks and their styles, markers.</summary>
    public static TheoryData<string> Codestreams => [.. Directory.EnumerateFiles(SyntheticImage.Folder).Select(file => Path.GetFileName(file)).Where(name => name[0] is 'u' or 's' && name.Contains('-', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Codestreams))]
    public void Decode_CodestreamOfAnyKind_GivesTheImage(string name)
    {
        var cells = new ushort[SyntheticImage.Rows * SyntheticImage.Columns];

        Jpeg2000Decoder.Decode(SyntheticImage.Codestream(name), SyntheticImage.Layout(name), cells);

        Assert.Equal(SyntheticImage.Cells(name), cells);
    }

    /// <summary>Some writers leave the last marker out, and DICOM pads to even lengths.</summary>
    [Fact]
    public void Decode_NoLastMarkerOrPadding_GivesTheImage()
    {
        const string Name = "u12-plain";
        var codestream = SyntheticImage.Codestream(Name);
        foreach (byte[] bytes in new byte[][] { codestream[..^2], [.. codestream[..^2], 0], [.. codestream, 0] })
        {
            var cells = new ushort[SyntheticImage.Rows * SyntheticImage.Columns];
            Jpeg2000Decoder.Decode(bytes, SyntheticImage.Layout(Name), cells);
            Assert.Equal(SyntheticImage.Cells(Name), cells);
        }
    }

    /// <summary>A tile-part of length 0 reaches to the last marker (A.4.2).</summary>
    [Fact]
    public void Decode_TilePartOfOpenLength_GivesTheImage()
    {
        const string Name = "s16-plain";
        var codestream = SyntheticImage.Codestream(Name);
        codestream.AsSpan(codestream.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0x90]) + 6, 4).Clear();
        var cells = new ushort[SyntheticImage.Rows * SyntheticImage.Columns];

        Jpeg2000Decoder.Decode(codestream, SyntheticImage.Layout(Name), cells);

        Assert.Equal(SyntheticImage.Cells(Name), cells);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public void DecodeFrame_FileWithFramesInFragments_GivesEachFrame(int fragments, bool hasOffsetTable)
    {
        const string Name = "u16-plain";
        var file = DicomFileEncoder.Encode(SampleDataSets.Ct(SyntheticImage.Rows, SyntheticImage.Columns, frames: 2), new DicomFileShape(TransferSyntax.Jpeg2000Lossless)
        {
            FragmentsPerFrame = fragments,
            HasOffsetTable = hasOffsetTable,
            Compress = _ => SyntheticImage.Codestream(Name),
        });
        var image = new BuiltInCodec().ReadImage(new MemoryStream(file));
        var cells = new ushort[SyntheticImage.Rows * SyntheticImage.Columns];

        image.DecodeFrame(1, cells);

        Assert.Equal(SyntheticImage.Cells(Name), cells);
    }
}
