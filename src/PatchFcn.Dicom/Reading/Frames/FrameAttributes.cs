using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Reading.Frames;

/// <summary>
/// Finds the attributes of one frame. In an enhanced image they stand in functional groups, per frame or shared by all (PS3.3 C.7.6.16);
/// in a classic image they stand at the top.
/// </summary>
internal sealed class FrameAttributes(DicomDataSet top, DicomDataSet? shared, DicomDataSet? perFrame)
{
    /// <summary>The attributes of every frame of a file; a single frame for a classic image.</summary>
    public static IEnumerable<FrameAttributes> Of(DicomDataSet top)
    {
        var shared = top.Items(DicomTags.SharedFunctionalGroupsSequence).FirstOrDefault();
        var perFrame = top.Items(DicomTags.PerFrameFunctionalGroupsSequence);
        return perFrame.Count == 0
            ? [new FrameAttributes(top, shared, null)]
            : perFrame.Select(frame => new FrameAttributes(top, shared, frame));
    }

    /// <summary>The data set that holds the attributes of a functional group.</summary>
    public DicomDataSet Group(DicomTag sequence) =>
        perFrame?.Items(sequence).FirstOrDefault() ?? shared?.Items(sequence).FirstOrDefault() ?? top;

    /// <summary>Where the pixels of the frame lie; null when anything that says so is missing or impossible.</summary>
    public SlicePlane? Plane() => SlicePlane.Create(
        top.Integer(DicomTags.Rows),
        top.Integer(DicomTags.Columns),
        Group(DicomTags.PixelMeasuresSequence).Numbers(DicomTags.PixelSpacing),
        Group(DicomTags.PlanePositionSequence).Numbers(DicomTags.ImagePositionPatient),
        Group(DicomTags.PlaneOrientationSequence).Numbers(DicomTags.ImageOrientationPatient));
}
