using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Writing.Segmentations;

/// <summary>
/// The mask as a binary DICOM segmentation (PS3.3 A.51) on the pixels of the source: a segment for each class that was found, a frame for each slice it is on, each frame
/// with the position of its slice and a reference to it. Nothing is resampled; tilt and uneven spacing stay as they are.
/// </summary>
public static class SegmentationObject
{
    /// <summary>Makes the segmentation.</summary>
    /// <param name="objects">The result it is part of.</param>
    /// <param name="labels">The mask, on the slices of the series; labels count from 1 in the order of the classes.</param>
    /// <param name="classes">Class names of the model.</param>
    public static DicomDataSet Create(ResultObjects objects, LabelVolume labels, IReadOnlyList<string> classes)
    {
        var segments = Segment.Of(labels, classes);
        var frames = segments.SelectMany(segment => segment.Slices.Select(slice => new SegmentFrame(segment, slice))).ToArray();
        return SegmentationCommons.Begin(objects, ResultObjectKind.Segmentation, labels.Geometry, segments, frames, bits: 1)
            .SetText(DicomTags.ContentLabel, "SEGMENTATION")
            .SetText(DicomTags.ContentDescription, "Intracranial hemorrhage")
            .SetText(DicomTags.SegmentationType, "BINARY")
            .SetValue(DicomTags.PixelData, "OB", Pack(labels, frames));
    }

    /// <summary>All frames as one run of bits, the first pixel in the lowest bit; a frame may begin within a byte (PS3.5 8.1.1).</summary>
    private static byte[] Pack(LabelVolume labels, IReadOnlyList<SegmentFrame> frames)
    {
        var bytes = new byte[((long)frames.Count * labels.Geometry.SliceLength + 7) / 8];
        long bit = 0;
        foreach (var frame in frames)
            foreach (var label in labels.Slice(frame.Slice))
            {
                if (label == frame.Segment.Label && !frame.Segment.IsEmpty)
                    bytes[bit >> 3] |= (byte)(1 << (int)(bit & 7));
                bit++;
            }
        return bytes;
    }
}
