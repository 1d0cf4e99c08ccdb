using PatchFcn.Core.Terminology;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;

namespace PatchFcn.Dicom.Writing.Documents;

/// <summary>One node of the content tree of a structured report (PS3.3 C.17.3), made by how it relates to the node above.</summary>
internal static class ContentItem
{
    public const string Contains = "CONTAINS";
    public const string ObservationContext = "HAS OBS CONTEXT";
    public const string AcquisitionContext = "HAS ACQ CONTEXT";
    public const string Modifier = "HAS CONCEPT MOD";

    public static DicomDataSet Container(CodedConcept concept, IReadOnlyList<DicomDataSet> children) =>
        Item(Contains, "CONTAINER", concept).SetText(DicomTags.ContinuityOfContent, "SEPARATE").SetItems(DicomTags.ContentSequence, children);

    public static DicomDataSet Text(string relation, CodedConcept concept, string text) =>
        Item(relation, "TEXT", concept).SetText(DicomTags.TextValue, AsciiText.Of(text));

    public static DicomDataSet Uid(string relation, CodedConcept concept, string uid) =>
        Item(relation, "UIDREF", concept).SetText(DicomTags.UID, uid);

    public static DicomDataSet Code(string relation, CodedConcept concept, CodedConcept value, params IReadOnlyList<DicomDataSet> children) =>
        WithChildren(Item(relation, "CODE", concept).SetCode(DicomTags.ConceptCodeSequence, value), children);

    public static DicomDataSet Number(CodedConcept concept, double value, CodedConcept unit, params IReadOnlyList<DicomDataSet> children) =>
        WithChildren(
            Item(Contains, "NUM", concept).SetItems(DicomTags.MeasuredValueSequence, new DicomDataSet()
                .SetNumbers(DicomTags.NumericValue, value)
                .SetCode(DicomTags.MeasurementUnitsCodeSequence, unit)),
            children);

    /// <summary>A reference to an image; a concept is not needed where the container says what it is for.</summary>
    public static DicomDataSet Image(DicomDataSet reference, CodedConcept? concept = null) =>
        Item(Contains, "IMAGE", concept).SetItems(DicomTags.ReferencedSOPSequence, reference);

    /// <summary>References to the images of some slices.</summary>
    public static IEnumerable<DicomDataSet> Images(CtSeries series, IEnumerable<int> slices, CodedConcept? concept = null) =>
        slices.Select(slice => Image(ImageReferences.To(series.Slices[slice]), concept));

    private static DicomDataSet Item(string relation, string type, CodedConcept? concept)
    {
        var item = new DicomDataSet().SetText(DicomTags.RelationshipType, relation).SetText(DicomTags.ValueType, type);
        return concept is { } name ? item.SetCode(DicomTags.ConceptNameCodeSequence, name) : item;
    }

    private static DicomDataSet WithChildren(DicomDataSet item, IReadOnlyList<DicomDataSet> children) =>
        children.Count == 0 ? item : item.SetItems(DicomTags.ContentSequence, children);
}
