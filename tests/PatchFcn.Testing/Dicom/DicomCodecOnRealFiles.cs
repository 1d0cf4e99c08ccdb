using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Testing.Dicom;

/// <summary>What is read from the files of others, which are kept beside the repository.</summary>
public abstract class DicomCodecOnRealFiles : DicomCodecSuite
{
    private const string Uncompressed = Matrix + "/CTImage.dcm_LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1.dcm";
    private const string Matrix = "transfer_syntax_matrix/cornerstone_CTImage_neck";
    private const string Other = "transfer_syntax_matrix/other";
    private const string Malformed = "malformed";
    private const long MostBytes = 64L << 20;

    /// <summary>The folders of malformed files, one of each category.</summary>
    public static TheoryData<string> MalformedFolders => TestData.Has(Malformed)
        ? [.. Directory.EnumerateDirectories(TestData.Locate(Malformed), "*", SearchOption.AllDirectories)
            .Where(folder => Directory.EnumerateFiles(folder).Any())
            .Select(folder => Path.GetRelativePath(TestData.Root, folder))
            .Order(StringComparer.Ordinal)]
        : [Malformed];

    [Theory]
    [InlineData("LittleEndianImplicitTransferSyntax_1.2.840.10008.1.2")]
    [InlineData("BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2")]
    [InlineData("DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99")]
    [InlineData("RLELosslessTransferSyntax_1.2.840.10008.1.2.5")]
    [InlineData("JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57")]
    [InlineData("JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70")]
    public void ReadImage_LosslessSyntax_GivesThePixelsOfTheUncompressedFile(string syntax) => Assert.Equal(
        Decode(Uncompressed),
        Decode($"{Matrix}/CTImage.dcm_{syntax}.dcm"));

    [Theory]
    [InlineData("JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80")]
    [InlineData("JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90")]
    public void ReadImage_LosslessSyntaxOfSomeCodecs_GivesThePixelsOrIsRefusedByItsName(string name)
    {
        var file = $"{Matrix}/CTImage.dcm_{name}.dcm";
        var syntax = TransferSyntax.Find(name[(name.LastIndexOf('_') + 1)..])!;

        if (Decoded.Contains(syntax))
            Assert.Equal(Decode(Uncompressed), Decode(file));
        else
            AssertIsRefused(file, syntax.Name);
    }

    [Theory]
    [InlineData(Matrix + "/CTImage.dcm_JPEG2000TransferSyntax_1.2.840.10008.1.2.4.91.dcm", "JPEG 2000 Image Compression")]
    [InlineData(Matrix + "/CTImage.dcm_JPEGLSLossyTransferSyntax_1.2.840.10008.1.2.4.81.dcm", "JPEG-LS Lossy (Near-Lossless) Image Compression")]
    [InlineData(Matrix + "/CTImage.dcm_JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50.dcm", "JPEG Baseline (Process 1)")]
    [InlineData(Matrix + "/CTImage.dcm_JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51.dcm", "JPEG Extended (Process 2 & 4)")]
    [InlineData(Matrix + "/CTImage.dcm_JPEGProcess6_8TransferSyntax_1.2.840.10008.1.2.4.53.dcm", "JPEG Spectral Selection, Non-Hierarchical (Process 6 & 8)")]
    [InlineData(Matrix + "/CTImage.dcm_JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55.dcm", "JPEG Full Progression, Non-Hierarchical (Process 10 & 12)")]
    [InlineData(Matrix + "/CT0012.fragmented_no_bot_jpeg_baseline.51.dcm", "JPEG Extended (Process 2 & 4)")]
    public void ReadImage_SyntaxThatIsNotDecoded_IsRefusedByItsName(string file, string name) => AssertIsRefused(file, name);

    /// <summary>The hashes are of the pixels that dcmtk 3.6.7 (<c>dcmdjpeg</c>, <c>dcmdrle</c>, <c>dcmconv</c>) writes for these files.</summary>
    [Theory]
    [InlineData("CT_small.dcm", 1, "7A481F6FFFF833AE")]
    [InlineData("D_CLUNIE_CT1_RLE_FRAGS.dcm", 1, "1ADD6EDE29758C6F")]
    [InlineData("eCT_Supplemental_enhancedCT_2frames.dcm", 2, "B6B202C4AF4494A2")]
    [InlineData("fodicom_brain_philips_svl.dcm", 1, "E5357AFB62BB2B2D")]
    [InlineData("image_dfl.dcm", 1, "4497866512B32B39")]
    public void ReadImage_FileOfOthers_GivesThePixelsThatDcmtkGives(string file, int frames, string sha256)
    {
        var cells = Decode($"{Other}/{file}");

        Assert.Equal(sha256, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(cells.AsSpan())))[..16]);
        Assert.Equal(frames, ReadHeader($"{Other}/{file}").DataSet.Integer(DicomTags.NumberOfFrames) ?? 1);
    }

    [Theory]
    [MemberData(nameof(MalformedFolders))]
    public void ReadImage_MalformedFile_IsReadOrRefusedAtABoundedPrice(string folder)
    {
        SkipUnlessThere(folder);
        foreach (var file in Directory.EnumerateFiles(TestData.Locate(folder)))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            ReadOrRefuse(() => ReadHeader(file));
            ReadOrRefuse(() => Decode(file));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostBytes, Path.GetFileName(file));
        }
    }

    private void AssertIsRefused(string file, string name)
    {
        var exception = Assert.Throws<DicomFormatException>(() => Decode(file));

        Assert.Equal(DicomFault.UnsupportedTransferSyntax, exception.Fault);
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    private static void ReadOrRefuse(Action read)
    {
        try
        {
            read();
        }
        catch (DicomFormatException)
        {
            // The only exception that may come out.
        }
    }

    private DicomHeader ReadHeader(string file)
    {
        using var stream = File.OpenRead(TestData.Locate(file));
        return Codec.ReadHeader(stream);
    }

    private ushort[] Decode(string file)
    {
        SkipUnlessThere(file);
        using var stream = File.OpenRead(TestData.Locate(file));
        return Decode(Codec, stream);
    }

    private static void SkipUnlessThere(string path) => Assert.SkipUnless(TestData.Has(path), TestData.Missing(path));
}
