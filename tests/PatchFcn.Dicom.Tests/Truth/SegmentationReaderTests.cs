using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Truth;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Truth;

/// <summary>R59: label volumes are NIfTI or DICOM segmentations.</summary>
public sealed class SegmentationReaderTests : IDisposable
{
    private static readonly VolumeGeometry Study = new(
        8, 8, 1, 1, new(1, 0, 0), new(0, 1, 0), [.. Enumerable.Range(0, 4).Select(i => new Vector3D(0, 0, 5 * i))], 5);

    private readonly string _path = Path.ChangeExtension(Path.GetTempFileName(), ".dcm");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_SegmentsByName_AreTheirClassesWhereverTheFramesStand()
    {
        Write([(1, "SDH"), (2, "sah-ivh")], [(Segment: 2, SliceMm: 15, Pixel: 9), (Segment: 1, SliceMm: 5, Pixel: 63), (Segment: 1, SliceMm: 0, Pixel: 0)]);

        var (labels, problem) = TruthVolume.Read(_path, Study);

        Assert.Null(problem);
        Assert.Equal((4, 1, 1), (labels![3, 1, 1], labels[1, 7, 7], labels[0, 0, 0]));
        Assert.Equal(3, labels.Labels.Length - labels.Labels.Count((byte)0));
    }

    /// <summary>R236: labels by name, in words, or some other text beside a tracking id of ours; the label, which people see, comes first.</summary>
    [Theory]
    [InlineData("IPH", null, 3)]
    [InlineData("intraparenchymal hemorrhage", null, 3)]
    [InlineData("Segment_1", "iph", 3)]
    [InlineData("Epidural hematoma", "sdh", 2)]
    [InlineData("Intracranial hemorrhage", "hemorrhage", 1)]
    public void Read_LabelInWordsOrTrackingId_IsItsClass(string label, string? trackingId, byte expected)
    {
        Write([(1, label)], [(1, 5, 0)], trackingId: trackingId);

        Assert.Equal(expected, TruthVolume.Read(_path, Study).Labels![1, 0, 0]);
    }

    [Theory]
    [InlineData("hemorrhage", 2.0, TruthVolume.Misplaced)]
    [InlineData("tumor", 5.0, TruthVolume.UnknownClass)]
    public void Read_FrameElsewhereOrSegmentOfNoClass_IsNamed(string label, double sliceMm, string problem)
    {
        Write([(1, label)], [(1, sliceMm, 0)]);

        Assert.Equal((null, problem), TruthVolume.Read(_path, Study));
    }

    [Fact]
    public void Read_NoSegmentation_IsNamed()
    {
        Write([(1, "sdh")], [(1, 5, 0)], DicomUid.CTImageStorage);

        Assert.Equal((null, TruthVolume.Unreadable), TruthVolume.Read(_path, Study));
    }

    /// <summary>R338: everything over 0 would be taken for blood.</summary>
    [Fact]
    public void Read_FractionalSegmentation_IsNamed()
    {
        Write([(1, "sdh")], [(1, 5, 0)], type: "FRACTIONAL");

        Assert.Equal((null, TruthVolume.Unreadable), TruthVolume.Read(_path, Study));
    }

    private void Write((int Number, string Label)[] segments, (int Segment, double SliceMm, int Pixel)[] frames, string sopClass = DicomUid.SegmentationStorage, string? trackingId = null, string type = "BINARY")
    {
        var bits = new byte[8 * frames.Length];
        foreach (var (frame, i) in frames.Select((frame, i) => (frame, i)))
            bits[8 * i + frame.Pixel / 8] |= (byte)(1 << frame.Pixel % 8);
        var dataSet = new DicomDataSet()
            .SetText(DicomTags.SOPClassUID, sopClass)
            .SetText(DicomTags.SOPInstanceUID, DicomUid.FromSeed("segmentation"))
            .SetText(DicomTags.Modality, "SEG")
            .SetNumbers(DicomTags.SamplesPerPixel, 1)
            .SetNumbers(DicomTags.NumberOfFrames, frames.Length)
            .SetNumbers(DicomTags.Rows, 8)
            .SetNumbers(DicomTags.Columns, 8)
            .SetNumbers(DicomTags.BitsAllocated, 1)
            .SetText(DicomTags.SegmentationType, type)
            .SetItems(DicomTags.SegmentSequence, [.. segments.Select(segment => new DicomDataSet()
                .SetNumbers(DicomTags.SegmentNumber, segment.Number).SetText(DicomTags.SegmentLabel, segment.Label).SetText(DicomTags.TrackingID, trackingId ?? ""))])
            .SetItems(DicomTags.SharedFunctionalGroupsSequence, new DicomDataSet()
                .SetItems(DicomTags.PixelMeasuresSequence, new DicomDataSet().SetNumbers(DicomTags.PixelSpacing, 1, 1))
                .SetItems(DicomTags.PlaneOrientationSequence, new DicomDataSet().SetNumbers(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)))
            .SetItems(DicomTags.PerFrameFunctionalGroupsSequence, [.. frames.Select(frame => new DicomDataSet()
                .SetItems(DicomTags.PlanePositionSequence, new DicomDataSet().SetNumbers(DicomTags.ImagePositionPatient, 0, 0, frame.SliceMm))
                .SetItems(DicomTags.SegmentIdentificationSequence, new DicomDataSet().SetNumbers(DicomTags.ReferencedSegmentNumber, frame.Segment)))])
            .SetValue(DicomTags.PixelData, "OB", bits);
        using var file = File.Create(_path);
        DicomFileWriter.Write(file, dataSet);
    }
}
