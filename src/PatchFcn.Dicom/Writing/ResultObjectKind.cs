using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Writing;

/// <summary>A kind of object that leaves the system. Each is a series of its own.</summary>
/// <param name="Role">What it is to the result; part of the seed of its UIDs.</param>
/// <param name="SopClassUid">SOP class.</param>
/// <param name="Modality">Modality.</param>
/// <param name="SeriesNumber">Series number, far over those of scanners.</param>
/// <param name="SeriesDescription">What a PACS shows, at most 64 characters.</param>
public sealed record ResultObjectKind(string Role, string SopClassUid, string Modality, int SeriesNumber, string SeriesDescription)
{
    /// <summary>The mask.</summary>
    public static ResultObjectKind Segmentation { get; } =
        new("segmentation", DicomUid.SegmentationStorage, "SEG", 9001, "PatchFcn hemorrhage segmentation, not for diagnostic use");

    /// <summary>The measurements.</summary>
    public static ResultObjectKind Measurements { get; } =
        new("measurements", DicomUid.Comprehensive3DSRStorage, "SR", 9002, "PatchFcn measurements, not for diagnostic use");

    /// <summary>The marked images.</summary>
    public static ResultObjectKind KeyObjects { get; } =
        new("keyobjects", DicomUid.KeyObjectSelectionStorage, "KO", 9003, "PatchFcn marked images, not for diagnostic use");

    /// <summary>Pictures for viewers that show nothing else.</summary>
    public static ResultObjectKind Capture { get; } =
        new("capture", DicomUid.SecondaryCaptureImageStorage, "OT", 9004, "PatchFcn pictures, not for diagnostic use");

    /// <summary>The probability of hemorrhage.</summary>
    public static ResultObjectKind Probability { get; } =
        new("probability", DicomUid.SegmentationStorage, "SEG", 9005, "PatchFcn hemorrhage probability, not for diagnostic use");
}
