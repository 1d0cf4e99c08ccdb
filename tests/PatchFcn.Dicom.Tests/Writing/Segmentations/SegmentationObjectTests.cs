using CsCheck;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Truth;
using PatchFcn.Dicom.Writing;
using PatchFcn.Dicom.Writing.Segmentations;

namespace PatchFcn.Dicom.Tests.Writing.Segmentations;

/// <summary>R111, R112: the segmentation is the mask on the source's own pixels, slice by slice.</summary>
public sealed class SegmentationObjectTests
{
    [Fact]
    public void Create_AnyMaskOnAnyStack_ComesBackVoxelForVoxel() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Double[-25, 25], Gen.Double[1, 6].Array[1, 5], Gen.Byte.Array[5 * 81])
            .Sample((rows, columns, tilt, gaps, noise) =>
            {
                var geometry = SampleResult.Stack(rows, columns, tilt, gaps);
                var labels = new LabelVolume(geometry, [.. Enumerable.Range(0, geometry.SliceCount * geometry.SliceLength).Select(i => (byte)(noise[i % noise.Length] % 9 is var label && label < 5 ? label : 0))]);

                var (read, problem) = SegmentationReader.Read(Written(SampleResult.Of(geometry), labels, HemorrhageClass.Types), geometry);

                Assert.Null(problem);
                Assert.Equal(labels.Labels.ToArray(), read!.Labels.ToArray());
            }, iter: 200);

    [Fact]
    public void Create_TwoOfFourClasses_HasTwoSegmentsAndFramesInAnatomicalOrder()
    {
        var labels = new LabelVolume(SampleResult.Stack(4, 4, 0, 5, 5, 5));
        (labels[3, 0, 0], labels[1, 0, 0], labels[2, 1, 1]) = (4, 4, 2);

        var made = SegmentationObject.Create(SampleResult.Of(labels.Geometry), labels, HemorrhageClass.Types);

        Assert.Equal(["Epidural hematoma", "Subarachnoid or intraventricular hemorrhage"], made.Items(DicomTags.SegmentSequence).Select(segment => segment.Text(DicomTags.SegmentLabel)));
        Assert.Equal(["edh", "sah-ivh"], made.Items(DicomTags.SegmentSequence).Select(segment => segment.Text(DicomTags.TrackingID)));
        Assert.Equal(["82999001", "1386000"], made.Items(DicomTags.SegmentSequence).Select(segment => segment.Items(DicomTags.SegmentedPropertyTypeCodeSequence)[0].Text(DicomTags.CodeValue)));
        Assert.Equal(
            [(1, "1.2.3.4.102"), (2, "1.2.3.4.101"), (2, "1.2.3.4.103")],
            made.Items(DicomTags.PerFrameFunctionalGroupsSequence).Select(frame => (
                frame.Items(DicomTags.SegmentIdentificationSequence)[0].Integer(DicomTags.ReferencedSegmentNumber)!.Value,
                SourceOf(frame).Text(DicomTags.ReferencedSOPInstanceUID)!)));
    }

    /// <summary>R236: lists of segments show the label, and LO has room for 64 characters.</summary>
    [Fact]
    public void Label_AnyClass_IsWordsThatFitAndFindTheirClassAgain() => Assert.All(HemorrhageClass.Types.Append(HemorrhageClass.Any), name =>
    {
        var label = HemorrhageCodes.Label(name);
        Assert.NotEqual(name, label);
        Assert.InRange(label.Length, 1, 64);
        Assert.Equal(name, HemorrhageCodes.ClassOf(label));
    });

    [Fact]
    public void Create_NothingFound_IsOneEmptyFrame()
    {
        var labels = new LabelVolume(SampleResult.Stack(5, 3, 0, 5));

        var made = SegmentationObject.Create(SampleResult.Of(labels.Geometry), labels, HemorrhageClass.Types);

        Assert.Equal(1, made.Integer(DicomTags.NumberOfFrames));
        Assert.Equal(["Intracranial hemorrhage"], made.Items(DicomTags.SegmentSequence).Select(segment => segment.Text(DicomTags.SegmentLabel)));
        Assert.Equal(new byte[2], made.Find(DicomTags.PixelData)!.Value.ToArray());
    }

    [Fact]
    public void Create_TiltedStack_KeepsEveryPositionAndThePerpendicularSpacing()
    {
        var geometry = SampleResult.Stack(4, 4, 20, 5, 5);
        var labels = new LabelVolume(geometry);
        labels.Labels.Fill(1);

        var made = SegmentationObject.Create(SampleResult.Of(geometry), labels, [HemorrhageClass.Any]);

        var positions = made.Items(DicomTags.PerFrameFunctionalGroupsSequence).Select(frame => frame.Items(DicomTags.PlanePositionSequence)[0].Numbers(DicomTags.ImagePositionPatient)!);
        Assert.All(positions.Zip(geometry.SliceOrigins), pair => Assert.Equal(0, (new Vector3D(pair.First[0], pair.First[1], pair.First[2]) - pair.Second).Length, 1e-10));
        Assert.Equal(5, SpacingOf(made.Items(DicomTags.SharedFunctionalGroupsSequence)[0])!.Value, 1e-9);
    }

    [Fact]
    public void Create_UnevenStack_SaysOfEverySliceHowMuchItStandsFor()
    {
        var geometry = SampleResult.Stack(4, 4, 0, 5, 5, 10);
        var labels = new LabelVolume(geometry);
        labels.Labels.Fill(1);

        var made = SegmentationObject.Create(SampleResult.Of(geometry), labels, [HemorrhageClass.Any]);

        Assert.Null(SpacingOf(made.Items(DicomTags.SharedFunctionalGroupsSequence)[0]));
        Assert.Equal([5, 5, 7.5, 10], made.Items(DicomTags.PerFrameFunctionalGroupsSequence).Select(frame => Math.Round(SpacingOf(frame)!.Value, 9)));
    }

    [Fact]
    public void Create_EnhancedSource_RefersToItsFrames()
    {
        var labels = new LabelVolume(SampleResult.Stack(4, 4, 0, 5, 5));
        labels[2, 0, 0] = 1;

        var made = SegmentationObject.Create(SampleResult.Of(labels.Geometry, isEnhanced: true), labels, [HemorrhageClass.Any]);

        Assert.Equal(3, SourceOf(made.Items(DicomTags.PerFrameFunctionalGroupsSequence)[0]).Integer(DicomTags.ReferencedFrameNumber));
    }

    private static DicomDataSet SourceOf(DicomDataSet frame) => frame.Items(DicomTags.DerivationImageSequence)[0].Items(DicomTags.SourceImageSequence)[0];

    private static double? SpacingOf(DicomDataSet group) =>
        group.Items(DicomTags.PixelMeasuresSequence) is [var measures] ? measures.Number(DicomTags.SpacingBetweenSlices) : null;

    private static MemoryStream Written(ResultObjects objects, LabelVolume labels, IReadOnlyList<string> classes)
    {
        var file = new MemoryStream();
        DicomFileWriter.Write(file, SegmentationObject.Create(objects, labels, classes));
        file.Position = 0;
        return file;
    }
}
