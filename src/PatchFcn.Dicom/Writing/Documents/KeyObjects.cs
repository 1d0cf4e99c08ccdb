using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing.Segmentations;

namespace PatchFcn.Dicom.Writing.Documents;

/// <summary>The marked source images as a key object selection (PS3.3 A.35.4, PS3.16 TID 2010), for readers to turn to first.</summary>
public static class KeyObjects
{
    private const string Description = "Images on which PatchFcn marked hemorrhage. NOT FOR DIAGNOSTIC USE.";

    /// <summary>Makes the selection; null where nothing is marked, for an empty one is not allowed.</summary>
    /// <param name="objects">The result it is part of.</param>
    /// <param name="labels">The mask.</param>
    /// <param name="classes">Class names of the model.</param>
    /// <param name="impression">In words: whether the operating point was reached, and what was not analysed (<see cref="MeasuredStudy.Impression"/>).</param>
    public static DicomDataSet? Create(ResultObjects objects, LabelVolume labels, IReadOnlyList<string> classes, string impression)
    {
        int[] slices = [.. Segment.Of(labels, classes).Where(segment => !segment.IsEmpty).SelectMany(segment => segment.Slices).Distinct().Order()];
        return slices.Length == 0 ? null : objects.Begin(ResultObjectKind.KeyObjects)
            .SetEvidence(objects, slices, withSegmentation: false)
            .SetContent(Concepts.OfInterest, "2010",
            [
                .. DocumentExtensions.Context(objects.Origin),
                ContentItem.Text(ContentItem.Contains, Concepts.KeyObjectDescription, $"{Description} {impression}"),
                .. ContentItem.Images(objects.Series, slices),
            ]);
    }
}
