using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading.Frames;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Truth;

/// <summary>Reads DICOM segmentations (PS3.3 A.51): one frame for each segment and slice, placed by its position in the patient.</summary>
internal static class SegmentationReader
{
    /// <summary>The labels on the voxels of a study; null with what is wrong, in the words of <see cref="TruthVolume"/>.</summary>
    /// <exception cref="DicomFormatException">The file is no such segmentation.</exception>
    public static (LabelVolume? Labels, string? Problem) Read(Stream file, VolumeGeometry study)
    {
        var image = new BuiltInCodec().ReadImage(file);
        var dataSet = image.Header.DataSet;
        if (dataSet.Text(DicomTags.SOPClassUID) != DicomUid.SegmentationStorage)
            throw new DicomFormatException(DicomFault.UnsupportedPixels, "The file is no DICOM segmentation.");
        if (dataSet.Text(DicomTags.SegmentationType) is { } kind && kind != "BINARY")
            throw new DicomFormatException(DicomFault.UnsupportedPixels, $"The segmentation is {kind}; one of type BINARY says what is blood.");
        if (LabelsOf(dataSet) is not { } labelOf)
            return (null, TruthVolume.UnknownClass);

        var labels = new LabelVolume(study);
        var cells = new ushort[study.SliceLength];
        foreach (var (frame, index) in FrameAttributes.Of(dataSet).Take(image.FrameCount).Select((frame, index) => (frame, index)))
        {
            var segment = frame.Group(DicomTags.SegmentIdentificationSequence).Integer(DicomTags.ReferencedSegmentNumber);
            if (segment is not { } number || !labelOf.TryGetValue(number, out var label) || SliceOf(frame, study) is not { } slice)
                return (null, TruthVolume.Misplaced);
            image.DecodeFrame(index, cells);
            var target = labels.Slice(slice);
            for (var i = 0; i < cells.Length; i++)
                if (cells[i] != 0)
                    target[i] = label;
        }
        return (labels, null);
    }

    /// <summary>
    /// The label of every segment: a class, or a hemorrhage of unknown type, which counts as the first; null where a segment is neither. Its label says so, by name or in our own
    /// words, and where that is some other text its tracking id, which in our objects is the name.
    /// </summary>
    private static Dictionary<int, byte>? LabelsOf(DicomDataSet dataSet)
    {
        var labels = new Dictionary<int, byte>();
        foreach (var segment in dataSet.Items(DicomTags.SegmentSequence))
        {
            var name = HemorrhageCodes.ClassOf(segment.Text(DicomTags.SegmentLabel)) ?? HemorrhageCodes.ClassOf(segment.Text(DicomTags.TrackingID));
            if (name is null || segment.Integer(DicomTags.SegmentNumber) is not { } number)
                return null;
            labels[number] = (byte)(1 + Math.Max(0, HemorrhageClass.Types.ToList().IndexOf(name)));
        }
        return labels;
    }

    private static int? SliceOf(FrameAttributes frame, VolumeGeometry study)
    {
        if (frame.Plane() is not { } plane || (plane.Rows, plane.Columns) != (study.Rows, study.Columns))
            return null;
        var limit = TruthVolume.Tolerance * Math.Max(study.RowSpacing, study.ColumnSpacing);
        var farCorner = plane.Origin + plane.RowDirection * ((plane.Columns - 1) * plane.ColumnSpacing) + plane.ColumnDirection * ((plane.Rows - 1) * plane.RowSpacing);
        for (var slice = 0; slice < study.SliceCount; slice++)
            if ((study.SliceOrigins[slice] - plane.Origin).Length <= limit && (study.ToPatient(slice, study.Rows - 1, study.Columns - 1) - farCorner).Length <= limit)
                return slice;
        return null;
    }
}
