using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;

namespace PatchFcn.Dicom.Writing;

/// <summary>How objects refer to source images (PS3.3 10.3 and C.12.1.1.6).</summary>
internal static class ImageReferences
{
    /// <summary>A reference to one slice; to its frame where its file holds many.</summary>
    public static DicomDataSet To(CtSlice slice)
    {
        var item = ToInstance(slice.SopClassUid!, slice.SopInstanceUid!);
        return slice.SopClassUid == DicomUid.EnhancedCTImageStorage ? item.SetNumbers(DicomTags.ReferencedFrameNumber, slice.FrameIndex + 1) : item;
    }

    /// <summary>A reference to one instance.</summary>
    public static DicomDataSet ToInstance(string sopClassUid, string sopInstanceUid) => new DicomDataSet()
        .SetText(DicomTags.ReferencedSOPClassUID, sopClassUid)
        .SetText(DicomTags.ReferencedSOPInstanceUID, sopInstanceUid);

    /// <summary>References to all instances these slices stand in, each once.</summary>
    public static DicomDataSet[] ToInstances(IEnumerable<CtSlice> slices) =>
        [.. slices.DistinctBy(slice => slice.SopInstanceUid).Select(slice => ToInstance(slice.SopClassUid!, slice.SopInstanceUid!))];
}
