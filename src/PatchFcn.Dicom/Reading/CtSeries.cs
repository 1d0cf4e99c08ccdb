using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Reading.Frames;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Reading;

/// <summary>The chosen head CT series, its voxels not read yet.</summary>
public sealed record CtSeries
{
    /// <summary>StudyInstanceUID; null where the files hold none.</summary>
    public required string? StudyInstanceUid { get; init; }

    /// <summary>SeriesInstanceUID; null where the files hold none.</summary>
    public required string? SeriesInstanceUid { get; init; }

    /// <summary>FrameOfReferenceUID; null where the files hold none.</summary>
    public required string? FrameOfReferenceUid { get; init; }

    /// <summary>Where the voxels lie.</summary>
    public required VolumeGeometry Geometry { get; init; }

    /// <summary>The slices in the order of the geometry, the most inferior first.</summary>
    public required IReadOnlyList<CtSlice> Slices { get; init; }

    /// <summary>Manufacturer of the scanner; null when missing.</summary>
    public required string? Manufacturer { get; init; }

    /// <summary>Model of the scanner; null when missing.</summary>
    public required string? Model { get; init; }

    /// <summary>Name of the institution (0008,0080); null when missing.</summary>
    public required string? Institution { get; init; }

    /// <summary>PatientID, its issuer, birth date and sex, to recognise the same patient by; it goes nowhere but into a keyed hash. Null where number, birth date or sex is missing or obviously none.</summary>
    public required string? PatientKey { get; init; }

    /// <summary>StudyDate and StudyTime by the scanner's clock; null where either is missing or wrong.</summary>
    public required DateTime? StudyTime { get; init; }

    /// <summary>Whether results can refer to it at all: study, series and every image have their UIDs.</summary>
    public bool HasUids => this is { StudyInstanceUid: not null, SeriesInstanceUid: not null } && Slices.All(slice => slice is { SopClassUid: not null, SopInstanceUid: not null });
}

/// <summary>One slice of a series and where its pixels are.</summary>
public sealed record CtSlice
{
    /// <summary>The file that holds the slice.</summary>
    public required IStudyFile File { get; init; }

    /// <summary>Index of the frame within the file, from 0; the files of a classic CT hold one frame.</summary>
    public required int FrameIndex { get; init; }

    /// <summary>SOPClassUID of the file; null when missing.</summary>
    public required string? SopClassUid { get; init; }

    /// <summary>SOPInstanceUID of the file; null when missing.</summary>
    public required string? SopInstanceUid { get; init; }

    internal PixelEncoding Encoding { get; init; } = null!;
}
