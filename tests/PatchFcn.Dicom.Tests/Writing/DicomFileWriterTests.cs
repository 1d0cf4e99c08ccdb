using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Writing;

public sealed class DicomFileWriterTests
{
    [Fact]
    public void ImplementationClassUid_IsThatOfItsSeed() =>
        Assert.Equal(DicomFileWriter.ImplementationClassUid, DicomUid.FromSeed("PatchFcn"));

    [Fact]
    public void Write_NoSopInstanceUid_Throws() =>
        Assert.Throws<ArgumentException>(() => DicomFileWriter.Write(Stream.Null, new DicomDataSet().SetText(DicomTags.SOPClassUID, DicomUid.CTImageStorage)));

    [Fact]
    public void Write_ElementOfFileMetaInformation_Throws() =>
        Assert.Throws<ArgumentException>(() => DicomFileWriter.Write(Stream.Null, Minimal().SetText(DicomTags.TransferSyntaxUID, "1.2")));

    [Fact]
    public void Write_ValueTooLongForItsVr_Throws() =>
        Assert.Throws<ArgumentException>(() => DicomFileWriter.Write(Stream.Null, Minimal().SetText(DicomTags.ImageComments, new string('x', 65536))));

    [Fact]
    public void Write_OddValues_ArePaddedToEvenLengthAsTheirVrWantsIt()
    {
        var file = new MemoryStream();
        DicomFileWriter.Write(file, Minimal().SetText(DicomTags.Modality, "ABC"));

        Assert.Equal("CS\u0004\0ABC ", System.Text.Encoding.Latin1.GetString(file.ToArray()[^8..]));
        Assert.Equal(0, file.Length % 2);
    }

    private static DicomDataSet Minimal() => new DicomDataSet()
        .SetText(DicomTags.SOPClassUID, DicomUid.CTImageStorage)
        .SetText(DicomTags.SOPInstanceUID, DicomUid.FromSeed("instance"));
}
