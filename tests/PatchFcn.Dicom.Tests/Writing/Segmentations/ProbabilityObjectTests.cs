using PatchFcn.Core.Aggregation;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;
using PatchFcn.Dicom.Writing.Segmentations;

namespace PatchFcn.Dicom.Tests.Writing.Segmentations;

/// <summary>R117: the probability as a fractional segmentation.</summary>
public sealed class ProbabilityObjectTests
{
    [Fact]
    public void Create_Map_ComesBackByteForByteOnTheSlicesThatHaveAny()
    {
        var map = new ProbabilityMap(SampleResult.Stack(4, 3, 10, 5, 5, 8));
        (map.Slice(1)[5], map.Slice(3)[0], map.Slice(3)[11]) = (127, 128, 255);

        using var file = new MemoryStream();
        DicomFileWriter.Write(file, ProbabilityObject.Create(SampleResult.Of(map.Geometry), map));
        file.Position = 0;
        var image = new BuiltInCodec().ReadImage(file);

        Assert.Equal([map.Slice(1).ToArray(), map.Slice(3).ToArray()], Enumerable.Range(0, image.FrameCount).Select(frame => Frame(image, frame, map.Geometry.SliceLength)));
        var header = image.Header.DataSet;
        Assert.Equal(("FRACTIONAL", "PROBABILITY", 255), (header.Text(DicomTags.SegmentationType), header.Text(DicomTags.SegmentationFractionalType), header.Integer(DicomTags.MaximumFractionalValue)));
        Assert.Equal(
            ["1.2.3.4.101", "1.2.3.4.103"],
            header.Items(DicomTags.PerFrameFunctionalGroupsSequence).Select(frame => frame.Items(DicomTags.DerivationImageSequence)[0].Items(DicomTags.SourceImageSequence)[0].Text(DicomTags.ReferencedSOPInstanceUID)));
    }

    [Fact]
    public void Create_NoProbabilityAnywhere_IsOneEmptyFrame()
    {
        var made = ProbabilityObject.Create(SampleResult.Of(SampleResult.Stack(4, 3, 0, 5)), new ProbabilityMap(SampleResult.Stack(4, 3, 0, 5)));

        Assert.Equal(1, made.Integer(DicomTags.NumberOfFrames));
        Assert.Equal(new byte[12], made.Find(DicomTags.PixelData)!.Value.ToArray());
    }

    [Fact]
    public void Create_BesideTheMask_IsAnObjectAndASeriesOfItsOwn()
    {
        var geometry = SampleResult.Stack(4, 3, 0, 5);
        var objects = SampleResult.Of(geometry);

        var (mask, map) = (SegmentationObject.Create(objects, new(geometry), HemorrhageClass.Types), ProbabilityObject.Create(objects, new(geometry)));

        foreach (var tag in new[] { DicomTags.SOPInstanceUID, DicomTags.SeriesInstanceUID, DicomTags.SeriesNumber })
            Assert.NotEqual(mask.Text(tag), map.Text(tag));
    }

    private static byte[] Frame(IDicomImage image, int frame, int length)
    {
        var cells = new ushort[length];
        image.DecodeFrame(frame, cells);
        return Array.ConvertAll(cells, cell => (byte)cell);
    }
}
