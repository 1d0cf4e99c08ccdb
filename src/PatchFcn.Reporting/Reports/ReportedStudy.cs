namespace PatchFcn.Reporting.Reports;

/// <summary>The series that was analysed. Members are null where no series could be chosen.</summary>
/// <param name="InstanceUid">StudyInstanceUID (0020,000D).</param>
/// <param name="SeriesInstanceUid">SeriesInstanceUID (0020,000E).</param>
/// <param name="SliceCount">Number of slices that were used.</param>
/// <param name="Rows">Rows of each slice.</param>
/// <param name="Columns">Columns of each slice.</param>
/// <param name="Spacing">Distances between voxel centres.</param>
/// <param name="GantryTilt">Shear of the stack in degrees, see <see cref="Core.Volumes.VolumeGeometry.GantryTilt"/>.</param>
public sealed record ReportedStudy(
    string? InstanceUid,
    string? SeriesInstanceUid,
    int? SliceCount,
    int? Rows,
    int? Columns,
    ReportedSpacing? Spacing,
    double? GantryTilt)
{
    /// <summary>Where the study was made; null where no series could be chosen.</summary>
    public ReportedScanner? Scanner { get; init; }
}

/// <summary>Where a study was made. Members are null where the files do not say.</summary>
/// <param name="Site">InstitutionName (0008,0080).</param>
/// <param name="Manufacturer">Manufacturer (0008,0070).</param>
/// <param name="Model">ManufacturerModelName (0008,1090).</param>
public sealed record ReportedScanner(string? Site, string? Manufacturer, string? Model);

/// <summary>Distances between voxel centres in mm.</summary>
/// <param name="Row">Between neighbouring rows.</param>
/// <param name="Column">Between neighbouring columns.</param>
/// <param name="Slice">Between neighbouring slices, perpendicular to them; the median where uneven.</param>
public sealed record ReportedSpacing(double Row, double Column, double Slice);

/// <summary>One source slice.</summary>
/// <param name="Index">Place in the stack, counted from 0; the most inferior slice is first.</param>
/// <param name="InstanceUid">SOPInstanceUID (0008,0018).</param>
/// <param name="Position">Position along the normal of the slices, which points superiorly, mm.</param>
/// <param name="Score">Highest patch score on the slice, 0..1; null where it was not scored.</param>
/// <param name="AreaMm2">Marked area in mm²; null where it was not scored.</param>
/// <param name="Patches">Number of patches scored.</param>
/// <param name="Used">Whether the slice took part in the analysis: not where there is no brain, or where brain was not analysed.</param>
public sealed record ReportedSlice(
    int Index,
    string InstanceUid,
    double Position,
    double? Score,
    double? AreaMm2,
    int Patches,
    bool Used);

/// <summary>What became of one file of the upload.</summary>
/// <param name="File">Name within the upload, or its hash where the name may identify a patient.</param>
/// <param name="Used">Whether the file is part of the analysed series.</param>
/// <param name="Reason">Why it was used or not.</param>
public sealed record ReportedFile(string File, bool Used, string Reason);
