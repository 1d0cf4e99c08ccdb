using CsCheck;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;
using PatchFcn.Testing.Dicom;

namespace PatchFcn.Dicom.Tests.Writing;

public sealed class DicomFileWriterRoundTripTests
{
    private static readonly DicomTag[] Texts =
        [DicomTags.ImageType, DicomTags.SeriesDescription, DicomTags.Manufacturer, DicomTags.ConvolutionKernel, DicomTags.StudyInstanceUID, DicomTags.ImageComments];

    private static readonly DicomTag[] Numbers =
        [DicomTags.Rows, DicomTags.SliceThickness, DicomTags.InstanceNumber, DicomTags.CTDIvol, DicomTags.DimensionIndexValues, DicomTags.PixelPaddingValue];

    private static readonly DicomTag[] Sequences =
        [DicomTags.PerFrameFunctionalGroupsSequence, DicomTags.ReferencedImageSequence, DicomTags.FrameContentSequence];

    private static readonly Gen<string> Text = Gen.Char[' ', 'ÿ'].Where(c => !char.IsControl(c) && c is not ('\\' or ' ')).Array[0, 12].Select(chars => new string(chars));

    private static readonly Gen<DicomDataSet> Values = Gen.OneOf(
        Gen.Select(Gen.OneOf(Texts), Text.Array[0, 3], (tag, values) => new DicomDataSet().SetText(tag, values)),
        Gen.Select(Gen.OneOf(Numbers), Gen.UShort.Array[0, 4], (tag, values) => new DicomDataSet().SetNumbers(tag, Array.ConvertAll(values, value => (double)value))),
        Gen.Select(Gen.UShort, Gen.Byte.Array[0, 9], (element, bytes) => new DicomDataSet().SetValue(new DicomTag(0x0011, (ushort)(element | 0x1000)), "OB", Even(bytes))));

    [Fact]
    public void Write_AnyDataSet_ReadsBackEqual() => DataSets(depth: 3).Sample(dataSet =>
    {
        dataSet.SetText(DicomTags.SOPClassUID, DicomUid.CTImageStorage).SetText(DicomTags.SOPInstanceUID, "1.2.3");
        var file = new MemoryStream();
        DicomFileWriter.Write(file, dataSet);
        file.Position = 0;

        Assert.Equal(SampleDataSets.Describe(dataSet), SampleDataSets.Describe(new BuiltInCodec().ReadHeader(file).DataSet));
    }, iter: 1000);

    private static Gen<DicomDataSet> DataSets(int depth)
    {
        var elements = depth == 0
            ? Values
            : Gen.Frequency((3, Values), (1, Gen.Select(Gen.OneOf(Sequences), DataSets(depth - 1).Array[0, 3], (tag, items) => new DicomDataSet().SetItems(tag, items))));
        return elements.Array[0, 8].Select(Merge);
    }

    private static DicomDataSet Merge(DicomDataSet[] parts)
    {
        var merged = new DicomDataSet();
        foreach (var element in parts.SelectMany(part => part.Elements))
            merged.Set(element);
        return merged;
    }

    private static byte[] Even(byte[] bytes) => bytes[..(bytes.Length & ~1)];
}
