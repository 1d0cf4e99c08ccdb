using PatchFcn.Core.Terminology;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Writing.Segmentations;

/// <summary>One slice of one segment.</summary>
internal readonly record struct SegmentFrame(Segment Segment, int Slice);

/// <summary>Where every frame lies and what it was made from (PS3.3 C.7.6.16, C.7.6.17).</summary>
internal sealed class FunctionalGroups(ResultObjects objects, ResultObjectKind kind, VolumeGeometry geometry, IReadOnlyList<SegmentFrame> frames)
{
    /// <summary>Slices whose distances differ by no more than this share of the median are evenly spaced.</summary>
    private const double EvenSpacing = 0.01;

    private static readonly CodedConcept Segmentation = CodedConcept.Dcm("113076", "Segmentation");
    private static readonly CodedConcept SourceImage = CodedConcept.Dcm("121322", "Source image for image processing operation");

    private readonly bool _isEven = Array.TrueForAll(geometry.Gaps(), gap => Math.Abs(gap - geometry.SliceSpacing) <= EvenSpacing * geometry.SliceSpacing);

    /// <summary>Adds the functional groups, the dimensions and the list of the images referred to.</summary>
    public void AddTo(DicomDataSet dataSet)
    {
        int[] slices = [.. frames.Select(frame => frame.Slice).Distinct().Order()];
        var organization = objects.Uid($"{kind.Role}/dimensions");
        dataSet
            .SetItems(DicomTags.DimensionOrganizationSequence, new DicomDataSet().SetText(DicomTags.DimensionOrganizationUID, organization))
            .SetItems(
                DicomTags.DimensionIndexSequence,
                Dimension(organization, DicomTags.ReferencedSegmentNumber, DicomTags.SegmentIdentificationSequence),
                Dimension(organization, DicomTags.ImagePositionPatient, DicomTags.PlanePositionSequence))
            .SetItems(DicomTags.SharedFunctionalGroupsSequence, Shared())
            .SetItems(
                DicomTags.PerFrameFunctionalGroupsSequence,
                [.. frames.Select(frame => PerFrame(frame, 1 + Array.BinarySearch(slices, frame.Slice)))])
            .SetItems(DicomTags.ReferencedSeriesSequence, new DicomDataSet()
                .SetText(DicomTags.SeriesInstanceUID, objects.Series.SeriesInstanceUid!)
                .SetItems(
                    DicomTags.ReferencedInstanceSequence, ImageReferences.ToInstances(slices.Select(slice => objects.Series.Slices[slice]))));
    }

    private static DicomDataSet Dimension(string organization, DicomTag index, DicomTag group) => new DicomDataSet()
        .SetText(DicomTags.DimensionOrganizationUID, organization)
        .SetTags(DicomTags.DimensionIndexPointer, index)
        .SetTags(DicomTags.FunctionalGroupPointer, group);

    private DicomDataSet Shared()
    {
        var (row, column) = (geometry.RowDirection, geometry.ColumnDirection);
        var shared = new DicomDataSet().SetItems(DicomTags.PlaneOrientationSequence, new DicomDataSet()
            .SetNumbers(DicomTags.ImageOrientationPatient, row.X, row.Y, row.Z, column.X, column.Y, column.Z));
        return _isEven ? shared.SetItems(DicomTags.PixelMeasuresSequence, Measures(geometry.SliceSpacing)) : shared;
    }

    private DicomDataSet PerFrame(SegmentFrame frame, int position)
    {
        var origin = geometry.SliceOrigins[frame.Slice];
        var group = new DicomDataSet()
            .SetItems(DicomTags.FrameContentSequence, new DicomDataSet().SetNumbers(DicomTags.DimensionIndexValues, frame.Segment.Number, position))
            .SetItems(DicomTags.PlanePositionSequence, new DicomDataSet().SetNumbers(DicomTags.ImagePositionPatient, origin.X, origin.Y, origin.Z))
            .SetItems(DicomTags.SegmentIdentificationSequence, new DicomDataSet().SetNumbers(DicomTags.ReferencedSegmentNumber, frame.Segment.Number))
            .SetItems(DicomTags.DerivationImageSequence, new DicomDataSet()
                .SetItems(DicomTags.SourceImageSequence, ImageReferences.To(objects.Series.Slices[frame.Slice])
                    .SetText(DicomTags.SpatialLocationsPreserved, "YES")
                    .SetCode(DicomTags.PurposeOfReferenceCodeSequence, SourceImage))
                .SetCode(DicomTags.DerivationCodeSequence, Segmentation));
        return _isEven ? group : group.SetItems(DicomTags.PixelMeasuresSequence, Measures(geometry.SliceExtent(frame.Slice)));
    }

    /// <summary>
    /// Distances, mm, the one between slices perpendicular to them. Where slices are unevenly spaced every frame has its own, the mean of the distances to both neighbours:
    /// pixels × distance is then the volume on every slice.
    /// </summary>
    private DicomDataSet Measures(double betweenSlices) => new DicomDataSet()
        .SetNumbers(DicomTags.SliceThickness, geometry.SliceThickness)
        .SetNumbers(DicomTags.SpacingBetweenSlices, betweenSlices)
        .SetNumbers(DicomTags.PixelSpacing, geometry.RowSpacing, geometry.ColumnSpacing);
}
