namespace PatchFcn.Dicom.Reading.Frames;

/// <summary>
/// What the images of one file have in common. Texts are only matched against rules, never shown: descriptions may name patients.
/// </summary>
internal sealed class CtHeader
{
    public required string SopClassUid { get; init; }

    public required string SopInstanceUid { get; init; }

    public required string StudyInstanceUid { get; init; }

    public required string SeriesInstanceUid { get; init; }

    public required string FrameOfReferenceUid { get; init; }

    public required int? SeriesNumber { get; init; }

    public required string SeriesDescription { get; init; }

    public required string StudyDescription { get; init; }

    public required string ProtocolName { get; init; }

    public required string BodyPart { get; init; }

    public required string? Manufacturer { get; init; }

    public required string? Model { get; init; }

    public required string? Institution { get; init; }

    /// <summary>What to recognise the same patient by; null where that cannot be.</summary>
    public required string? PatientKey { get; init; }

    /// <summary>StudyDate and StudyTime as the scanner's clock had them.</summary>
    public required DateTime? StudyTime { get; init; }

    /// <summary>Whether the image was ever compressed with loss (LossyImageCompression).</summary>
    public required bool IsLossy { get; init; }

    /// <summary>Age in whole years at the time of the study; null when unknown.</summary>
    public required int? AgeYears { get; init; }
}
