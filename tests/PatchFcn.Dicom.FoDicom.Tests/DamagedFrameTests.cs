using CsCheck;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Testing;
using PatchFcn.Testing.Dicom;

namespace PatchFcn.Dicom.FoDicom.Tests;

/// <summary>What native code must never see, and what it must not pass over. The frames are those of a real slice of 512².</summary>
public sealed class DamagedFrameTests
{
    private const string Folder = "transfer_syntax_matrix/cornerstone_CTImage_neck/CTImage.dcm_";
    private const string JpegLs = "JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80";
    private const string Jpeg2000 = "JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90";

    [Theory]
    [InlineData(JpegLs)]
    [InlineData(Jpeg2000)]
    public void DecodeFrame_WholeFrame_IsDecoded(string name)
    {
        var (syntax, frame) = FrameOf(name);

        Assert.Equal(512 * 512, Decode(syntax, frame).Length);
    }

    [Theory]
    [InlineData(JpegLs)]
    [InlineData(Jpeg2000)]
    public void DecodeFrame_FrameThatEndsEarly_IsRefused(string name)
    {
        var (syntax, frame) = FrameOf(name);

        foreach (var length in new[] { 0, 1, 4, 20, 44, 45, 60, 200, frame.Length / 2, frame.Length - 1000 })
            Assert.Throws<DicomFormatException>(() => Decode(syntax, frame[..length]));
    }

    [Theory]
    [InlineData(JpegLs)]
    [InlineData(Jpeg2000)]
    public void DecodeFrame_FrameOfAnotherSize_IsRefused(string name)
    {
        var (syntax, frame) = FrameOf(name);

        foreach (var (rows, columns) in new[] { (512, 256), (256, 512), (1024, 512), (511, 513) })
            Assert.Equal(DicomFault.Malformed, Assert.Throws<DicomFormatException>(() => Decode(syntax, frame, rows, columns)).Fault);
    }

    [Fact]
    public void DecodeFrame_JpegLsThatAllowsErrors_IsRefused()
    {
        var (syntax, frame) = FrameOf(JpegLs);
        var scan = frame.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        frame[scan + 7] = 2; // NEAR, after marker, length, count and the two bytes of the one component

        Assert.Contains("not lossless", Assert.Throws<DicomFormatException>(() => Decode(syntax, frame)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JpegLs)]
    [InlineData(Jpeg2000)]
    public void DecodeFrame_FlippedBits_AreDecodedOrRefused(string name)
    {
        var (syntax, frame) = FrameOf(name);

        Gen.Select(Gen.Int[0, frame.Length - 1], Gen.Int[0, 400], Gen.Int[1, 255]).Array[1, 4].Sample(
            flips =>
            {
                var damaged = (byte[])frame.Clone();
                foreach (var (anywhere, early, bits) in flips)
                    damaged[bits % 2 == 0 ? anywhere : early] ^= (byte)bits;
                try
                {
                    Decode(syntax, damaged);
                }
                catch (DicomFormatException)
                {
                    // One of the two allowed outcomes.
                }
            },
            iter: 100);
    }

    private static ushort[] Decode(TransferSyntax syntax, byte[] frame, int rows = 512, int columns = 512)
    {
        var file = DicomFileEncoder.Encode(SampleDataSets.Ct(rows, columns), new DicomFileShape(syntax) { Compress = _ => frame });
        var image = new FoDicomCodec().ReadImage(new MemoryStream(file));
        var cells = new ushort[rows * columns];
        image.DecodeFrame(0, cells);
        return cells;
    }

    /// <summary>The one fragment of a file: the last item before the delimiter that ends the pixel data.</summary>
    private static (TransferSyntax Syntax, byte[] Frame) FrameOf(string name)
    {
        var path = $"{Folder}{name}.dcm";
        Assert.SkipUnless(TestData.Has(path), TestData.Missing(path));
        var syntax = TransferSyntax.Find(name[(name.LastIndexOf('_') + 1)..])!;
        ReadOnlySpan<byte> file = File.ReadAllBytes(TestData.Locate(path));
        ReadOnlySpan<byte> start = syntax == TransferSyntax.JpegLsLossless ? [0xFF, 0xD8, 0xFF, 0xF7] : [0xFF, 0x4F, 0xFF, 0x51];
        var first = file.LastIndexOf(start);
        return (syntax, file.Slice(first, BitConverter.ToInt32(file[(first - sizeof(int))..])).ToArray());
    }
}
