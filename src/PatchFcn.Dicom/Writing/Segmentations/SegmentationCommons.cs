using PatchFcn.Core.Terminology;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Writing.Segmentations;

/// <summary>What every segmentation says of its segments, its frames and its pixels, whatever these hold (PS3.3 A.51).</summary>
internal static class SegmentationCommons
{
    /// <summary>Begins a segmentation on the pixels of the source: all but its type and its pixels.</summary>
    /// <param name="objects">The result it is part of.</param>
    /// <param name="kind">What it is to the result.</param>
    /// <param name="geometry">Where the slices of the series lie.</param>
    /// <param name="segments">Its segments.</param>
    /// <param name="frames">Its frames, in the order of its pixels.</param>
    /// <param name="bits">Bits of a pixel: 1 or 8.</param>
    public static DicomDataSet Begin(
        ResultObjects objects, ResultObjectKind kind, VolumeGeometry geometry, IReadOnlyList<Segment> segments, IReadOnlyList<SegmentFrame> frames, int bits)
    {
        var dataSet = objects.Begin(kind)
            .SetText(DicomTags.ImageType, "DERIVED", "PRIMARY")
            .SetText(DicomTags.ContentCreatorName)
            .SetText(DicomTags.SegmentsOverlap, "NO")
            .SetItems(DicomTags.SegmentSequence, [.. segments.Select(segment => Describe(segment, objects))])
            .SetNumbers(DicomTags.NumberOfFrames, frames.Count)
            .SetNumbers(DicomTags.Rows, geometry.Rows)
            .SetNumbers(DicomTags.Columns, geometry.Columns)
            .SetNumbers(DicomTags.SamplesPerPixel, 1)
            .SetText(DicomTags.PhotometricInterpretation, "MONOCHROME2")
            .SetNumbers(DicomTags.BitsAllocated, bits)
            .SetNumbers(DicomTags.BitsStored, bits)
            .SetNumbers(DicomTags.HighBit, bits - 1)
            .SetNumbers(DicomTags.PixelRepresentation, 0)
            .SetText(DicomTags.LossyImageCompression, "00");
        objects.CopyLoss(dataSet);
        objects.SetFrameOfReference(dataSet);
        new FunctionalGroups(objects, kind, geometry, frames).AddTo(dataSet);
        return dataSet;
    }

    private static DicomDataSet Describe(Segment segment, ResultObjects objects) => new DicomDataSet()
        .SetNumbers(DicomTags.SegmentNumber, segment.Number)
        .SetText(DicomTags.SegmentLabel, HemorrhageCodes.Label(segment.Class))
        .SetText(DicomTags.SegmentDescription, HemorrhageCodes.Describe(segment.Class))
        .SetText(DicomTags.SegmentAlgorithmType, "AUTOMATIC")
        .SetText(DicomTags.SegmentAlgorithmName, objects.Origin.ModelName)
        .SetItems(DicomTags.SegmentationAlgorithmIdentificationSequence, new DicomDataSet().SetAlgorithm(objects.Origin))
        .SetNumbers(DicomTags.RecommendedDisplayCIELabValue, HemorrhageCodes.Color(segment.Class))
        .SetCode(DicomTags.SegmentedPropertyCategoryCodeSequence, HemorrhageCodes.Category)
        .SetCode(DicomTags.SegmentedPropertyTypeCodeSequence, HemorrhageConcepts.Of(segment.Class))
        .SetCode(DicomTags.AnatomicRegionSequence, HemorrhageConcepts.Site)
        .SetText(DicomTags.TrackingID, segment.Class)
        .SetText(DicomTags.TrackingUID, objects.Uid($"class/{segment.Class}"));
}
