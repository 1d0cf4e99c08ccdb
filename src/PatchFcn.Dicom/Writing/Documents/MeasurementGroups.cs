using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Terminology;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing.Segmentations;
using static PatchFcn.Dicom.Writing.Documents.ContentItem;

namespace PatchFcn.Dicom.Writing.Documents;

/// <summary>The measurement groups of a report: the whole study, every class, every finding.</summary>
internal sealed class MeasurementGroups(ResultObjects objects)
{
    /// <summary>
    /// The whole study: all segments together (PS3.16 TID 1411), or the numbers alone where nothing is marked (TID 1501). Specks too small to be listed are no finding where the operating point is
    /// not reached: they are referred to, not named.
    /// </summary>
    public DicomDataSet OfStudy(MeasuredStudy study, IReadOnlyList<Segment> segments) => Container(Concepts.Group,
    [
        .. Tracking("study", "study"),
        .. segments.Count > 0 && (study.Findings.Count > 0 || study.Score >= objects.Origin.Threshold) ? FindingOf(HemorrhageClass.Any) : [],
        .. segments.Count > 0 ? [Marked(segments), SourceSeries()] : Array.Empty<DicomDataSet>(),
        .. Algorithm(),
        Code(Modifier, Concepts.FindingSite, HemorrhageConcepts.Site),
        Number(ResultConcepts.Volume, study.VolumeMl, Concepts.Millilitres),
        Number(ResultConcepts.CertaintyOfImpression, 100 * study.Score, Concepts.Percent),
        Text(Contains, Concepts.Impression, study.Impression),
    ]);

    /// <summary>One class with its segment (TID 1411), named where a finding of it is listed.</summary>
    public DicomDataSet OfClass(MeasuredStudy study, Segment segment) => Container(Concepts.Group,
    [
        .. Tracking(segment.Class, $"class/{segment.Class}"),
        .. study.Findings.Any(finding => finding.Class == segment.Class) ? FindingOf(segment.Class) : [],
        Marked([segment]),
        SourceSeries(),
        .. Algorithm(),
        Code(Modifier, Concepts.FindingSite, HemorrhageConcepts.Site),
        Number(ResultConcepts.Volume, study.ClassVolumesMl[segment.Class], Concepts.Millilitres),
    ]);

    /// <summary>One finding (TID 1411): the part of its class's segment that lies on these images.</summary>
    public DicomDataSet OfFinding(MeasuredFinding finding, Segment segment) => Container(Concepts.Group,
    [
        .. Tracking(finding.Id, $"finding/{finding.Id}"),
        .. FindingOf(finding.Class),
        Marked([segment]),
        .. Images(objects.Series, Enumerable.Range(finding.Slices.First, finding.Slices.Count), Concepts.SourceImage),
        .. Algorithm(),
        Code(Modifier, Concepts.FindingSite, HemorrhageConcepts.Site, SideOf(finding.Laterality)),
        .. finding.Score is { } score ? [Number(Concepts.CertaintyOfFinding, 100 * score, Concepts.Percent)] : Array.Empty<DicomDataSet>(),
        Number(ResultConcepts.Volume, finding.VolumeMl, Concepts.Millilitres),
        Number(ResultConcepts.LongAxis, finding.LongestDiameterMm, Concepts.Millimetres, Code(Modifier, Concepts.Method, Concepts.LongestAxialDiameter)),
        .. finding.ThicknessMm is { } thickness ? Thickness(thickness) : [],
        .. finding.Abc2 is { } abc ? Abc(abc) : [],
    ]);

    private DicomDataSet Marked(IReadOnlyList<Segment> segments) => Image(
        ImageReferences.ToInstance(DicomUid.SegmentationStorage, objects.InstanceUid(ResultObjectKind.Segmentation))
            .SetNumbers(DicomTags.ReferencedSegmentNumber, [.. segments.Select(segment => (double)segment.Number)]),
        Concepts.Segment);

    private DicomDataSet SourceSeries() => Uid(Contains, Concepts.SourceSeries, objects.Series.SeriesInstanceUid!);

    private IEnumerable<DicomDataSet> Tracking(string id, string role) =>
    [
        Text(ObservationContext, Concepts.TrackingId, id),
        Uid(ObservationContext, Concepts.TrackingUid, objects.Uid(role)),
    ];

    private static IEnumerable<DicomDataSet> FindingOf(string name) =>
    [
        Code(Contains, Concepts.FindingCategory, HemorrhageCodes.Category),
        Code(Contains, ResultConcepts.Finding, HemorrhageConcepts.Of(name)),
    ];

    /// <summary>What found it (TID 4019).</summary>
    private IEnumerable<DicomDataSet> Algorithm() =>
    [
        Text(Modifier, Concepts.AlgorithmName, objects.Origin.ModelName),
        Text(Modifier, Concepts.AlgorithmVersion, objects.Origin.ModelVersion),
        Text(Modifier, Concepts.AlgorithmParameters, objects.Origin.AlgorithmParameters),
    ];

    private static IEnumerable<DicomDataSet> Thickness(double mm) =>
    [
        Number(
            ResultConcepts.Width, mm, Concepts.Millimetres,
            Code(Modifier, Concepts.Method, Concepts.DiscOrHeight),
            Code(Modifier, Concepts.Derivation, Concepts.Maximum)),
    ];

    private static IEnumerable<DicomDataSet> Abc(AbcOverTwo abc)
    {
        var method = Code(Modifier, Concepts.Method, Concepts.AbcOverTwo);
        return
        [
            Number(ResultConcepts.Volume, abc.Ml, Concepts.Millilitres, method),
            Number(Concepts.MajorAxis, abc.AMm, Concepts.Millimetres, method),
            Number(Concepts.PerpendicularAxis, abc.BMm, Concepts.Millimetres, method),
            Number(Concepts.Height, abc.CMm, Concepts.Millimetres, method),
        ];
    }

    /// <summary>Left or right. What lies in the middle or on both sides has no side: no code means either, and one of the two would say too much.</summary>
    private static IReadOnlyList<DicomDataSet> SideOf(Laterality side) => side switch
    {
        Laterality.Left => [Code(Modifier, ResultConcepts.Laterality, ResultConcepts.Left)],
        Laterality.Right => [Code(Modifier, ResultConcepts.Laterality, ResultConcepts.Right)],
        _ => [],
    };
}
