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
        var geometry = labels.Geometry;
        var dataSet = objects.Begin(ResultObjectKind.Segmentation)
            .SetText(DicomTags.ImageType, "DERIVED", "PRIMARY")
            .SetText(DicomTags.ContentLabel, "SEGMENTATION")
            .SetText(DicomTags.ContentDescription, "Intracranial hemorrhage")
            .SetText(DicomTags.ContentCreatorName)
            .SetText(DicomTags.SegmentationType, "BINARY")
            .SetText(DicomTags.SegmentsOverlap, "NO")
            .SetItems(DicomTags.SegmentSequence, [.. segments.Select(segment => Describe(segment, objects))])
            .SetNumbers(DicomTags.NumberOfFrames, frames.Length)
            .SetNumbers(DicomTags.Rows, geometry.Rows)
            .SetNumbers(DicomTags.Columns, geometry.Columns);
        SetBits(dataSet);
        SetLoss(dataSet, objects.Source);
        objects.SetFrameOfReference(dataSet);
        new FunctionalGroups(objects, geometry, frames).AddTo(dataSet);
        return dataSet.SetValue(DicomTags.PixelData, "OB", Pack(labels, frames));
    }

    private static DicomDataSet Describe(Segment segment, ResultObjects objects) => new DicomDataSet()
        .SetNumbers(DicomTags.SegmentNumber, segment.Number)
        .SetText(DicomTags.SegmentLabel, segment.Class)
        .SetText(DicomTags.SegmentDescription, HemorrhageCodes.Describe(segment.Class))
        .SetText(DicomTags.SegmentAlgorithmType, "AUTOMATIC")
        .SetText(DicomTags.SegmentAlgorithmName, objects.Origin.ModelName)
        .SetItems(DicomTags.SegmentationAlgorithmIdentificationSequence, new DicomDataSet().SetAlgorithm(objects.Origin))
        .SetNumbers(DicomTags.RecommendedDisplayCIELabValue, HemorrhageCodes.Color(segment.Class))
        .SetCode(DicomTags.SegmentedPropertyCategoryCodeSequence, HemorrhageCodes.Category)
        .SetCode(DicomTags.SegmentedPropertyTypeCodeSequence, HemorrhageCodes.Of(segment.Class))
        .SetCode(DicomTags.AnatomicRegionSequence, HemorrhageCodes.Region)
        .SetText(DicomTags.TrackingID, segment.Class)
        .SetText(DicomTags.TrackingUID, objects.Uid($"class/{segment.Class}"));

    private static void SetBits(DicomDataSet dataSet) => dataSet
        .SetNumbers(DicomTags.SamplesPerPixel, 1)
        .SetText(DicomTags.PhotometricInterpretation, "MONOCHROME2")
        .SetNumbers(DicomTags.BitsAllocated, 1)
        .SetNumbers(DicomTags.BitsStored, 1)
        .SetNumbers(DicomTags.HighBit, 0)
        .SetNumbers(DicomTags.PixelRepresentation, 0);

    /// <summary>Once lossy, always lossy (PS3.3 C.7.6.1.1.5).</summary>
    private static void SetLoss(DicomDataSet dataSet, DicomDataSet source)
    {
        dataSet.SetText(DicomTags.LossyImageCompression, "00");
        if (source.Text(DicomTags.LossyImageCompression) == "01")
            dataSet.CopyFrom(source, DicomTags.LossyImageCompression, DicomTags.LossyImageCompressionRatio, DicomTags.LossyImageCompressionMethod);
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
