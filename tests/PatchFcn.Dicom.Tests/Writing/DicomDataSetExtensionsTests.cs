using CsCheck;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Writing;

public sealed class DicomDataSetExtensionsTests
{
    [Fact]
    public void SetNumbers_AnyDecimalString_FitsAndKeepsTenDigits() =>
        Gen.Double[-1e30, 1e30].Sample(value =>
        {
            var dataSet = new DicomDataSet().SetNumbers(DicomTags.SliceLocation, value);
            return dataSet.Text(DicomTags.SliceLocation)!.Length <= 16
                && Math.Abs(dataSet.Number(DicomTags.SliceLocation)!.Value - value) <= Math.Abs(value) * 1e-8;
        });

    [Fact]
    public void SetNumbers_AnyBinaryInteger_ReadsBack() =>
        Gen.UShort.Sample(value => new DicomDataSet().SetNumbers(DicomTags.Rows, value).Integer(DicomTags.Rows) == value);

    [Fact]
    public void SetNumbers_SeveralValues_KeepTheirOrder() =>
        Assert.Equal([1.5, -2, 0], new DicomDataSet().SetNumbers(DicomTags.ImagePositionPatient, 1.5, -2, 0).Numbers(DicomTags.ImagePositionPatient)!);

    [Fact]
    public void SetNumbers_PaddingOfSignedPixels_IsSigned() =>
        Assert.Equal(-2000, new DicomDataSet()
            .SetNumbers(DicomTags.PixelRepresentation, 1)
            .SetNumbers(DicomTags.PixelPaddingValue, -2000)
            .Integer(DicomTags.PixelPaddingValue));

    [Fact]
    public void SetNumbers_TooLarge_Throws() =>
        Assert.Throws<OverflowException>(() => new DicomDataSet().SetNumbers(DicomTags.Rows, 65536));

    [Fact]
    public void SetNumbers_TextElement_Throws() =>
        Assert.Throws<ArgumentException>(() => new DicomDataSet().SetNumbers(DicomTags.Modality, 1));

    [Fact]
    public void SetText_TagOutsideTheList_Throws() =>
        Assert.Throws<ArgumentException>(() => new DicomDataSet().SetText(new DicomTag(0x0009, 0x1001), "private"));

    [Fact]
    public void FromSeed_AnySeed_IsAValidUid() =>
        Gen.String.Sample(seed => DicomUid.FromSeed(seed) is { Length: <= 64 } uid && uid.StartsWith("2.25.", StringComparison.Ordinal) && uid == DicomUid.FromSeed(seed));
}
