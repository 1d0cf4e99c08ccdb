using PatchFcn.Core.Terminology;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Writing.Documents;

/// <summary>What structured reports and key object selections have in common (PS3.3 C.17.2, C.17.6.2).</summary>
internal static class DocumentExtensions
{
    extension(DicomDataSet dataSet)
    {
        /// <summary>Sets the root of the content tree, which names its template (PS3.16).</summary>
        public DicomDataSet SetContent(CodedConcept title, string template, IReadOnlyList<DicomDataSet> children) => dataSet
            .SetItems(DicomTags.ReferencedPerformedProcedureStepSequence)
            .SetText(DicomTags.ValueType, "CONTAINER")
            .SetCode(DicomTags.ConceptNameCodeSequence, title)
            .SetText(DicomTags.ContinuityOfContent, "SEPARATE")
            .SetItems(DicomTags.ContentTemplateSequence, new DicomDataSet()
                .SetText(DicomTags.MappingResource, "DCMR")
                .SetText(DicomTags.TemplateIdentifier, template))
            .SetItems(DicomTags.ContentSequence, children);

        /// <summary>Lists every instance the content refers to, by series.</summary>
        public DicomDataSet SetEvidence(ResultObjects objects, IEnumerable<int> slices, bool withSegmentation)
        {
            List<DicomDataSet> series =
            [
                OfSeries(objects.Series.SeriesInstanceUid!, ImageReferences.ToInstances(slices.Select(slice => objects.Series.Slices[slice]))),
            ];
            if (withSegmentation)
                series.Add(OfSeries(objects.SeriesUid(ResultObjectKind.Segmentation), ImageReferences.ToInstance(
                    DicomUid.SegmentationStorage, objects.InstanceUid(ResultObjectKind.Segmentation))));
            return dataSet.SetItems(DicomTags.CurrentRequestedProcedureEvidenceSequence, new DicomDataSet()
                .SetText(DicomTags.StudyInstanceUID, objects.Series.StudyInstanceUid!)
                .SetItems(DicomTags.ReferencedSeriesSequence, series));
        }
    }

    /// <summary>Language and observer: this software as a device (PS3.16 TID 1204, 1002, 1004).</summary>
    public static IEnumerable<DicomDataSet> Context(ResultOrigin origin) =>
    [
        ContentItem.Code(ContentItem.Modifier, Concepts.Language, Concepts.English),
        ContentItem.Code(ContentItem.ObservationContext, Concepts.ObserverType, Concepts.Device),
        ContentItem.Uid(ContentItem.ObservationContext, Concepts.DeviceUid, DicomUid.FromSeed($"device/{origin.ModelSha256}")),
        ContentItem.Text(ContentItem.ObservationContext, Concepts.DeviceName, $"{ResultOrigin.Software} {origin.SoftwareVersion}"),
        ContentItem.Text(ContentItem.ObservationContext, Concepts.DeviceManufacturer, ResultOrigin.Software),
        ContentItem.Text(ContentItem.ObservationContext, Concepts.DeviceModel, $"{origin.ModelName} {origin.ModelVersion}"),
        ContentItem.Text(ContentItem.ObservationContext, Concepts.DeviceSerialNumber, origin.ModelSha256),
    ];

    private static DicomDataSet OfSeries(string uid, params DicomDataSet[] instances) => new DicomDataSet()
        .SetText(DicomTags.SeriesInstanceUID, uid)
        .SetItems(DicomTags.ReferencedSOPSequence, instances);
}
