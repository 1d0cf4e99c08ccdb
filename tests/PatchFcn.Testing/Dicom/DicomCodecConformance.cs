using System.Buffers.Binary;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Testing.Dicom;

/// <summary>
/// What every <see cref="IDicomCodec"/> must do, shown on generated files. A test class of an implementation derives from it;
/// <see cref="DicomCodecOnRealFiles"/> adds what needs the data sets beside the repository.
/// </summary>
public abstract class DicomCodecConformance
{
    public static TheoryData<string> UncompressedSyntaxes =>
    [
        TransferSyntax.ImplicitLittleEndian.Name, TransferSyntax.ExplicitLittleEndian.Name, TransferSyntax.Deflated.Name,
        TransferSyntax.ExplicitBigEndian.Name,
    ];

    /// <summary>Creates the codec under test.</summary>
    protected abstract IDicomCodec Create(DicomLimits limits);

    /// <summary>Names of the encapsulated syntaxes that the codec decodes; every other must be refused by name.</summary>
    protected virtual IReadOnlyList<TransferSyntax> Decoded { get; } =
        [TransferSyntax.RleLossless, TransferSyntax.JpegLossless, TransferSyntax.JpegLosslessFirstOrder];

    private IDicomCodec Codec => Create(DicomLimits.Default);

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

    [Fact]
    public void ReadImage_EverySyntaxThatIsNotDecoded_IsRefusedByItsName()
    {
        foreach (var syntax in TransferSyntax.Known.Where(syntax => syntax.IsEncapsulated && !Decoded.Contains(syntax)))
        {
            var file = DicomFileEncoder.Encode(SampleDataSets.Ct(), new DicomFileShape(syntax) { Compress = _ => [1, 2, 3, 4] });

            var exception = Assert.Throws<DicomFormatException>(() => Codec.ReadImage(new MemoryStream(file)));
            Assert.Equal(DicomFault.UnsupportedTransferSyntax, exception.Fault);
            Assert.Contains(syntax.Name, exception.Message, StringComparison.Ordinal);
            Assert.Equal(syntax.Uid, Codec.ReadHeader(new MemoryStream(file)).TransferSyntaxUid);
        }
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

    [Theory]
    [InlineData(nameof(DicomLimits.FileBytes), 500)]
    [InlineData(nameof(DicomLimits.HeaderBytes), 100)]
    [InlineData(nameof(DicomLimits.ValueBytes), 20)]
    [InlineData(nameof(DicomLimits.Elements), 10)]
    [InlineData(nameof(DicomLimits.NestingDepth), 1)]
    [InlineData(nameof(DicomLimits.Frames), 1)]
    [InlineData(nameof(DicomLimits.DecompressedBytes), 1500)]
    public void ReadImage_LimitExceeded_IsRefusedByTheNameOfTheLimit(string limit, int value)
    {
        var limits = limit switch
        {
            nameof(DicomLimits.FileBytes) => new DicomLimits { FileBytes = value },
            nameof(DicomLimits.HeaderBytes) => new DicomLimits { HeaderBytes = value },
            nameof(DicomLimits.ValueBytes) => new DicomLimits { ValueBytes = value },
            nameof(DicomLimits.Elements) => new DicomLimits { Elements = value },
            nameof(DicomLimits.NestingDepth) => new DicomLimits { NestingDepth = value },
            nameof(DicomLimits.Frames) => new DicomLimits { Frames = value },
            _ => new DicomLimits { DecompressedBytes = value },
        };
        var file = DicomFileEncoder.Encode(SampleDataSets.Ct(frames: 2), new DicomFileShape(TransferSyntax.ExplicitLittleEndian));

        foreach (var stream in new Stream[] { new MemoryStream(file), new ForwardOnlyStream(file) })
        {
            var exception = Assert.Throws<DicomFormatException>(() => Create(limits).ReadImage(stream));
            Assert.Equal(DicomFault.LimitExceeded, exception.Fault);
            Assert.Contains(limit, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadHeader_DeflateBomb_IsRefused()
    {
        var dataSet = SampleDataSets.Ct().SetValue(SampleDataSets.PrivateBulk, "OB", new byte[20_000_000]);
        var file = DicomFileEncoder.Encode(dataSet, new DicomFileShape(TransferSyntax.Deflated));

        var codec = Create(new DicomLimits { DecompressedBytes = 1 << 20 });
        Assert.Equal(DicomFault.LimitExceeded, Assert.Throws<DicomFormatException>(() => codec.ReadHeader(new MemoryStream(file))).Fault);
    }

    [Fact]
    public void ReadImage_TruncatedAnywhere_GivesAFaultAndNothingElse()
    {
        var dataSet = SampleDataSets.Ct(rows: 4, columns: 4);
        DicomFileShape[] shapes =
        [
            .. new[] { TransferSyntax.ImplicitLittleEndian, TransferSyntax.ExplicitLittleEndian, TransferSyntax.Deflated, TransferSyntax.ExplicitBigEndian }
                .Select(syntax => new DicomFileShape(syntax)),
            new(TransferSyntax.ExplicitLittleEndian) { HasDefinedLengths = true },
            new(TransferSyntax.RleLossless) { Compress = cells => RleEncoder.Encode(cells) },
            new(TransferSyntax.JpegLossless) { Compress = cells => JpegLosslessEncoder.Encode(cells, columns: 4) },
        ];
        foreach (var shape in shapes)
        {
            var file = DicomFileEncoder.Encode(dataSet, shape);
            for (var length = 0; length < file.Length; length++)
            {
                // Deflate keeps a few bits behind the last pixel, which nobody has to read.
                if (shape.Syntax.IsDeflated && length > file.Length - 8)
                    continue;
                Assert.ThrowsAny<DicomFormatException>(() => Decode(Codec, new ForwardOnlyStream(file[..length])));
            }
        }
    }

    [Fact]
    public void DecodeFrame_JpegThatEndsEarlyWithinItsFragment_IsDamaged()
    {
        var file = DicomFileEncoder.Encode(SampleDataSets.Ct(), new DicomFileShape(TransferSyntax.JpegLossless)
        {
            Compress = cells => JpegLosslessEncoder.Encode(cells, columns: 17)[..^40],
        });

        Assert.Throws<DicomFormatException>(() => Decode(Codec, new MemoryStream(file)));
    }

    [Fact]
    public void DecodeFrame_FrameOrBufferThatDoesNotExist_Throws()
    {
        var file = DicomFileEncoder.Encode(SampleDataSets.Ct(rows: 4, columns: 4), new DicomFileShape(TransferSyntax.ExplicitLittleEndian));
        using var image = Codec.ReadImage(new MemoryStream(file));

        Assert.Throws<ArgumentOutOfRangeException>(() => image.DecodeFrame(1, new ushort[16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.DecodeFrame(-1, new ushort[16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.DecodeFrame(0, new ushort[15]));
    }

    [Theory]
    [InlineData(3, 16)]
    [InlineData(1, 32)]
    [InlineData(1, 1)]
    public void ReadImage_PixelsOfAnotherKind_AreRefused(int samples, int bits)
    {
        var dataSet = SampleDataSets.Ct().SetNumbers(DicomTags.SamplesPerPixel, samples).SetNumbers(DicomTags.BitsAllocated, bits);
        AssertFault(DicomFault.UnsupportedPixels, dataSet);
    }

    [Fact]
    public void ReadImage_PixelDataOfMoreFramesThanAnnounced_AreRefused() =>
        AssertFault(DicomFault.UnsupportedPixels, SampleDataSets.Ct(frames: 2).SetNumbers(DicomTags.NumberOfFrames, 1));

    [Fact]
    public void ReadImage_NoPixelData_IsRefusedButTheHeaderIsRead()
    {
        var dataSet = new DicomDataSet().SetText(DicomTags.Modality, "SR");
        AssertFault(DicomFault.NoPixelData, dataSet);
        var header = Codec.ReadHeader(new MemoryStream(DicomFileEncoder.Encode(dataSet, new DicomFileShape(TransferSyntax.ExplicitLittleEndian))));
        Assert.False(header.HasPixelData);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7 and so on")]
    [InlineData("PK")]
    public void ReadHeader_OtherFile_IsNotDicom(string content)
    {
        var bytes = new byte[2000];
        System.Text.Encoding.ASCII.GetBytes(content, bytes);

        Assert.Equal(DicomFault.NotDicom, Assert.Throws<DicomFormatException>(() => Codec.ReadHeader(new MemoryStream(bytes))).Fault);
    }

    private void AssertFault(DicomFault fault, DicomDataSet dataSet)
    {
        var file = DicomFileEncoder.Encode(dataSet, new DicomFileShape(TransferSyntax.ExplicitLittleEndian));
        Assert.Equal(fault, Assert.Throws<DicomFormatException>(() => Codec.ReadImage(new MemoryStream(file))).Fault);
    }

    private void AssertReads(DicomDataSet dataSet, DicomFileShape shape) =>
        AssertReads(dataSet, DicomFileEncoder.Encode(dataSet, shape));

    private void AssertReads(DicomDataSet dataSet, byte[] file)
    {
        foreach (var stream in new Stream[] { new MemoryStream(file), new ForwardOnlyStream(file, pieceLength: 7) })
            Assert.Equal(PixelsOf(dataSet), Decode(Codec, stream));
        Assert.Equal(SampleDataSets.Describe(dataSet), SampleDataSets.Describe(Codec.ReadHeader(new MemoryStream(file)).DataSet));
    }

    /// <summary>All frames of a file, one after another.</summary>
    internal static ushort[] Decode(IDicomCodec codec, Stream stream)
    {
        using var image = codec.ReadImage(stream);
        var dataSet = image.Header.DataSet;
        var cells = new ushort[image.FrameCount][];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = new ushort[dataSet.Integer(DicomTags.Rows)!.Value * dataSet.Integer(DicomTags.Columns)!.Value];
            image.DecodeFrame(i, cells[i]);
        }
        return [.. cells.SelectMany(frame => frame)];
    }

    private static ushort[] PixelsOf(DicomDataSet dataSet)
    {
        var bytes = dataSet.Find(DicomTags.PixelData)!.Value.ToArray();
        return dataSet.Integer(DicomTags.BitsAllocated) == 8
            ? [.. bytes.Select(cell => (ushort)cell)]
            : [.. bytes.Chunk(2).Select(cell => BinaryPrimitives.ReadUInt16LittleEndian(cell))];
    }

    private static TransferSyntax Named(string name) => TransferSyntax.Known.Single(syntax => syntax.Name == name);
}
