using PatchFcn.Core.Aggregation;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Writing.Segmentations;

/// <summary>
/// The probability of hemorrhage of any class as a fractional DICOM segmentation (PS3.3 C.8.20.2.3): one segment, 255 stands for certainty, a frame for each slice with any
/// probability, on the pixels of the source like the mask. A pixel is over 127 exactly where it is in the mask.
/// </summary>
public static class ProbabilityObject
{
    /// <summary>Makes the segmentation; where all is 0 it has one empty frame.</summary>
    /// <param name="objects">The result it is part of.</param>
    /// <param name="probabilities">The map, on the slices of the series.</param>
    public static DicomDataSet Create(ResultObjects objects, ProbabilityMap probabilities)
    {
        var geometry = probabilities.Geometry;
        var slices = Enumerable.Range(0, geometry.SliceCount).Where(slice => probabilities.Slice(slice).ContainsAnyExcept((byte)0)).DefaultIfEmpty(0).ToArray();
        var segment = new Segment(1, HemorrhageClass.Any, 1, slices);
        var frames = Array.ConvertAll(slices, slice => new SegmentFrame(segment, slice));
        var pixels = new byte[(long)slices.Length * geometry.SliceLength];
        foreach (var (place, slice) in slices.Index())
            probabilities.Slice(slice).CopyTo(pixels.AsSpan(place * geometry.SliceLength));
        return SegmentationCommons.Begin(objects, ResultObjectKind.Probability, geometry, [segment], frames, bits: 8)
            .SetText(DicomTags.ContentLabel, "PROBABILITY")
            .SetText(DicomTags.ContentDescription, "Probability of intracranial hemorrhage")
            .SetText(DicomTags.SegmentationType, "FRACTIONAL")
            .SetText(DicomTags.SegmentationFractionalType, "PROBABILITY")
            .SetNumbers(DicomTags.MaximumFractionalValue, byte.MaxValue)
            .SetValue(DicomTags.PixelData, "OB", pixels);
    }
}
