using PatchFcn.Core.Terminology;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing.Segmentations;

namespace PatchFcn.Dicom.Writing.Documents;

/// <summary>The measurements as a structured report: Comprehensive 3D SR (PS3.3 A.35.13) after TID 1500. It stays preliminary and unverified; only people can change that.</summary>
public static class MeasurementReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="objects">The result it is part of; its segmentation is referred to where anything was found.</param>
    /// <param name="study">What was measured.</param>
    /// <param name="labels">The mask the segmentation was made from.</param>
    /// <param name="classes">Class names of the model.</param>
    public static DicomDataSet Create(ResultObjects objects, MeasuredStudy study, LabelVolume labels, IReadOnlyList<string> classes)
    {
        Segment[] found = [.. Segment.Of(labels, classes).Where(segment => !segment.IsEmpty)];
        var groups = new MeasurementGroups(objects);
        var slices = Enumerable.Range(0, objects.Series.Slices.Count).ToArray();
        return objects.Begin(ResultObjectKind.Measurements)
            .SetText(DicomTags.CompletionFlag, "COMPLETE")
            .SetText(DicomTags.VerificationFlag, "UNVERIFIED")
            .SetText(DicomTags.PreliminaryFlag, "PRELIMINARY")
            .SetItems(DicomTags.PerformedProcedureCodeSequence)
            .SetEvidence(objects, slices, withSegmentation: found.Length > 0)
            .SetContent(Concepts.Report, "1500",
            [
                .. DocumentExtensions.Context(objects.Origin),
                ContentItem.Code(ContentItem.Modifier, Concepts.ProcedureReported, Concepts.CtProcedure),
                ContentItem.Container(Concepts.ImageLibrary,
                [
                    ContentItem.Container(Concepts.ImageLibraryGroup,
                    [
                        ContentItem.Code(ContentItem.AcquisitionContext, Concepts.Modality, ResultConcepts.Ct),
                        .. ContentItem.Images(objects.Series, slices),
                    ]),
                ]),
                ContentItem.Container(Concepts.Measurements,
                [
                    groups.OfStudy(study, found),
                    .. found.Select(segment => groups.OfClass(study, segment)),
                    .. study.Findings.Select(finding => groups.OfFinding(finding, found.Single(segment => segment.Class == finding.Class))),
                ]),
            ]);
    }
}
