using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Testing.Dicom;

/// <summary>What is refused, and by which name: damaged, hostile and unknown files, which are generated.</summary>
public abstract class DicomCodecRefusals : DicomCodecSuite
{
    /// <summary>R4.</summary>
    [Fact]
    public void ReadImage_EverySyntaxThatIsNotDecoded_IsRefusedByItsName()
    {
        foreach (var syntax in TransferSyntax.Known.Where(syntax => syntax.IsEncapsulated && !Decoded.Contains(syntax)))
        {
            var file = DicomFileEncoder.Encode(SampleDataSets.Ct(), new DicomFileShape(syntax) { Compress = _ => [1, 2, 3, 4] });

            var exception = Assert.Throws<DicomFormatException>(() => Codec.ReadImage(new MemoryStream(file)));
            Assert.Equal(DicomFault.UnsupportedTransferSyntax, exception.Fault);
            Assert.Contains(syntax.Name, exception.Message, StringComparison.Ordinal);
            Assert.True(Codec.ReadHeader(new MemoryStream(file)).HasPixelData);
        }
    }

    [Fact]
    public void ReadImage_FragmentsThatNothingAssignsToFrames_AreRefused()
    {
        var shape = new DicomFileShape(TransferSyntax.RleLossless) { Compress = cells => RleEncoder.Encode(cells) };

        AssertFault(DicomFault.Malformed, SampleDataSets.Ct(frames: 3), shape with { FragmentsPerFrame = 3, HasOffsetTable = false });
        AssertFault(DicomFault.Malformed, SampleDataSets.Ct(frames: 2).SetNumbers(DicomTags.NumberOfFrames, 3), shape);
    }

    [Theory]
    [InlineData(12, 0)]
    [InlineData(4, 4)]
    [InlineData(0xFFFFFFF0, 0)]
    public void ReadHeader_LengthBeyondWhatEnclosesIt_IsMalformed(uint itemLength, byte valueLength)
    {
        byte[] item = [0xFE, 0xFF, 0x00, 0xE0, .. BitConverter.GetBytes(itemLength), 0x08, 0x00, 0x60, 0x00, (byte)'C', (byte)'S', valueLength, 0];
        var dataSet = SampleDataSets.Ct().SetValue(DicomTags.ReferencedImageSequence, "SQ", item);

        AssertFault(DicomFault.Malformed, dataSet);
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
        var image = Codec.ReadImage(new MemoryStream(file));

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
}
