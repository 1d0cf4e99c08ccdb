using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Testing.Dicom;

/// <summary>R4: what is read from files of every shape, which are generated.</summary>
public abstract class DicomCodecConformance : DicomCodecSuite
{
    public static TheoryData<string> JpegLsFiles => [.. JpegLsSamples.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(UncompressedSyntaxes))]
    public void ReadImage_UncompressedSyntax_GivesElementsAndPixels(string name)
    {
        var shape = new DicomFileShape(Named(name));

        AssertReads(SampleDataSets.Ct(frames: 2), shape);
        AssertReads(SampleDataSets.Ct(frames: 2), shape with { HasDefinedLengths = true });
        AssertReads(SampleDataSets.Ct(rows: 5, columns: 3, bits: 8), shape with { HasDefinedLengths = true });
    }

    [Fact]
    public void ReadImage_WrittenByTheWriter_GivesElementsAndPixels()
    {
        var dataSet = SampleDataSets.Ct();
        var file = new MemoryStream();
        DicomFileWriter.Write(file, dataSet);

        AssertReads(dataSet, file.ToArray());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void ReadImage_NoPreamble_IsReadWhereTheFirstElementTellsTheEncoding(bool hasPreamble, bool hasMeta)
    {
        foreach (var syntax in new[] { TransferSyntax.ImplicitLittleEndian, TransferSyntax.ExplicitLittleEndian })
            AssertReads(SampleDataSets.Ct(), new DicomFileShape(syntax) { HasPreamble = hasPreamble, HasMeta = hasMeta });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReadImage_KnownSequenceAsUnknownVr_IsASequence(bool hasDefinedLengths)
    {
        foreach (var syntax in new[] { TransferSyntax.ExplicitLittleEndian, TransferSyntax.ExplicitBigEndian })
            AssertReads(SampleDataSets.Ct(), new DicomFileShape(syntax) { SequenceVr = "UN", HasDefinedLengths = hasDefinedLengths });
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 3, false)]
    [InlineData(3, 1, false)]
    [InlineData(3, 3, true)]
    public void ReadImage_RleLossless_GivesThePixels(int frames, int fragments, bool hasOffsetTable)
    {
        var shape = new DicomFileShape(TransferSyntax.RleLossless) { FragmentsPerFrame = fragments, HasOffsetTable = hasOffsetTable };

        AssertReads(SampleDataSets.Ct(frames: frames), shape with { Compress = cells => RleEncoder.Encode(cells) });
        AssertReads(SampleDataSets.Ct(frames: frames, bits: 8), shape with { Compress = cells => RleEncoder.Encode(cells, bytesPerCell: 1) });
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 3, false)]
    [InlineData(3, 1, false)]
    [InlineData(3, 3, false)]
    [InlineData(3, 3, true)]
    public void ReadImage_JpegLosslessInFragments_GivesThePixels(int frames, int fragments, bool hasOffsetTable) =>
        AssertReads(SampleDataSets.Ct(frames: frames), new DicomFileShape(TransferSyntax.JpegLosslessFirstOrder)
        {
            FragmentsPerFrame = fragments,
            HasOffsetTable = hasOffsetTable,
            Compress = cells => JpegLosslessEncoder.Encode(cells, columns: 17),
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void ReadImage_JpegLosslessWithAnyPredictor_GivesThePixels(int predictor)
    {
        foreach (var bits in new[] { 16, 12, 8 })
            foreach (var restartRows in new[] { 0, 5 })
                AssertReads(SampleDataSets.Ct(bits: bits), new DicomFileShape(TransferSyntax.JpegLossless)
                {
                    Compress = cells => JpegLosslessEncoder.Encode(cells, columns: 17, bits, predictor, restartRows: restartRows),
                });
    }

    [Fact]
    public void DecodeFrame_JpegWithPointTransform_GivesTheHighBits()
    {
        var dataSet = SampleDataSets.Ct();
        var file = DicomFileEncoder.Encode(dataSet, new DicomFileShape(TransferSyntax.JpegLossless)
        {
            Compress = cells => JpegLosslessEncoder.Encode(cells, columns: 17, predictor: 7, pointTransform: 3),
        });

        Assert.Equal(PixelsOf(dataSet).Select(cell => (ushort)(cell & ~7)), Decode(Codec, new MemoryStream(file)));
    }

    /// <summary>R263.</summary>
    [Theory]
    [MemberData(nameof(JpegLsFiles))]
    public void ReadImage_JpegLsLosslessOfOtherPrograms_GivesThePixels(string name)
    {
        var sample = JpegLsSamples.Named(name);

        foreach (var stream in new Stream[] { new MemoryStream(sample.File()), new ForwardOnlyStream(sample.File(), pieceLength: 7) })
            Assert.Equal(sample.Cells(), Decode(Codec, stream));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 3, false)]
    [InlineData(3, 1, false)]
    [InlineData(3, 3, true)]
    [InlineData(3, 3, false)]
    public void ReadImage_JpegLsLosslessInFragments_GivesThePixels(int frames, int fragments, bool hasOffsetTable)
    {
        var sample = JpegLsSamples.Named("head16-dcmtk");
        var file = DicomFileEncoder.Encode(SampleDataSets.Ct(sample.Rows, sample.Columns, frames), new DicomFileShape(TransferSyntax.JpegLsLossless)
        {
            FragmentsPerFrame = fragments,
            HasOffsetTable = hasOffsetTable,
            Compress = _ => sample.Frame(),
        });

        Assert.Equal(Enumerable.Repeat(sample.Cells(), frames).SelectMany(cells => cells), Decode(Codec, new MemoryStream(file)));
    }

    [Fact]
    public void DecodeFrame_PixelsOfOneBit_AreWidenedAcrossFramesThatEndWithinAByte()
    {
        // Two frames of 3 × 3: bits 0 to 8 and 9 to 17, the lowest of a byte first (PS3.5 8.1.1).
        var dataSet = SampleDataSets.Ct(rows: 3, columns: 3, frames: 2).SetNumbers(DicomTags.BitsAllocated, 1).SetValue(DicomTags.PixelData, "OB", new byte[] { 0b1000_0001, 0b0000_0011, 0b10, 0 });
        var image = Codec.ReadImage(new MemoryStream(DicomFileEncoder.Encode(dataSet, new DicomFileShape(TransferSyntax.ExplicitLittleEndian))));
        var (first, second) = (new ushort[9], new ushort[9]);

        image.DecodeFrame(0, first);
        image.DecodeFrame(1, second);

        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 1, 1], first);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 1], second);
    }

    [Fact]
    public void DecodeFrame_PixelDataOfFewerFramesThanAnnounced_GivesThoseThatAreThere()
    {
        var file = DicomFileEncoder.Encode(SampleDataSets.Ct(frames: 2).SetNumbers(DicomTags.NumberOfFrames, 3), new DicomFileShape(TransferSyntax.ExplicitLittleEndian));
        var image = Codec.ReadImage(new MemoryStream(file));
        var cells = new ushort[24 * 17];

        image.DecodeFrame(1, cells);
        Assert.Equal(PixelsOf(SampleDataSets.Ct(frames: 2))[cells.Length..], cells);
        Assert.Equal(DicomFault.Truncated, Assert.Throws<DicomFormatException>(() => image.DecodeFrame(2, cells)).Fault);
    }

    [Fact]
    public void ReadHeader_CompressedIcon_IsPassedOver()
    {
        var iconImageSequence = new DicomTag(0x0088, 0x0200);
        var dataSet = SampleDataSets.Ct().SetItems(iconImageSequence, SampleDataSets.Ct());
        var shape = new DicomFileShape(TransferSyntax.RleLossless) { Compress = cells => RleEncoder.Encode(cells), FragmentsPerFrame = 2 };

        AssertReads(SampleDataSets.Ct().SetItems(iconImageSequence, WithoutPixelData(SampleDataSets.Ct())), DicomFileEncoder.Encode(dataSet, shape));
    }

    [Fact]
    public void ReadHeader_PrivateSequence_IsReadWhereDelimitersShowIt() =>
        AssertReads(SampleDataSets.Ct().SetItems(SampleDataSets.PrivateBulk, new DicomDataSet().SetNumbers(DicomTags.InstanceNumber, 7)),
            new DicomFileShape(TransferSyntax.ImplicitLittleEndian));

    [Fact]
    public void ReadHeader_BlankVr_IsThatOfTheStandard()
    {
        var written = SampleDataSets.Ct().SetValue(DicomTags.SeriesDescription, "  ", "HEAD"u8.ToArray());

        AssertReads(SampleDataSets.Ct().SetText(DicomTags.SeriesDescription, "HEAD"), DicomFileEncoder.Encode(written, new DicomFileShape(TransferSyntax.ExplicitLittleEndian)));
    }

    [Theory]
    [MemberData(nameof(UncompressedSyntaxes))]
    public void ReadHeader_ForwardOnlyStream_StopsBeforeThePixels(string name)
    {
        var file = DicomFileEncoder.Encode(SampleDataSets.Ct(rows: 512, columns: 512), new DicomFileShape(Named(name)));
        var stream = new ForwardOnlyStream(file, pieceLength: 1000);

        Assert.True(Codec.ReadHeader(stream).HasPixelData);
        Assert.InRange(stream.Taken, 0, 64 * 1024);
    }

    [Fact]
    public void ReadHeader_LongPrivateValue_IsPassedOver()
    {
        var dataSet = SampleDataSets.Ct().SetValue(SampleDataSets.PrivateBulk, "OB", new byte[3_000_000]);
        var file = DicomFileEncoder.Encode(dataSet, new DicomFileShape(TransferSyntax.ExplicitLittleEndian));

        foreach (var stream in new Stream[] { new MemoryStream(file), new ForwardOnlyStream(file) })
        {
            var header = Codec.ReadHeader(stream);
            Assert.Null(header.DataSet.Find(SampleDataSets.PrivateBulk));
            Assert.Equal("CT", header.DataSet.Text(DicomTags.Modality));
            Assert.True(header.HasPixelData);
        }
    }

    private static DicomDataSet WithoutPixelData(DicomDataSet dataSet)
    {
        var rest = new DicomDataSet();
        foreach (var element in dataSet.Elements.Where(element => element.Tag != DicomTags.PixelData))
            rest.Set(element);
        return rest;
    }
}
