using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Results;

/// <summary>The part of a report that tells which study it is of, and where it was made.</summary>
internal static class ReportIdentity
{
    private static readonly ReportedStudy Unknown = new(null, null, null, null, null, null, null);

    /// <summary>The study as its files describe it.</summary>
    public static ReportedStudy Describe(SourceStudy source)
    {
        if (source.Reading.Series is not { } series)
            return Unknown with { InstanceUid = source.Reading.StudyInstanceUid };
        var geometry = series.Geometry;
        return new ReportedStudy(
            source.Reading.StudyInstanceUid,
            series.SeriesInstanceUid,
            geometry.SliceCount,
            geometry.Rows,
            geometry.Columns,
            new ReportedSpacing(geometry.RowSpacing, geometry.ColumnSpacing, geometry.SliceSpacing),
            geometry.GantryTilt)
        {
            Scanner = new ReportedScanner(series.Institution, series.Manufacturer, series.Model),
        };
    }

    /// <summary>UID of a slice; empty where it has none.</summary>
    public static string Uid(SourceStudy source, int slice) => source.Series.Slices[slice].SopInstanceUid ?? "";

    /// <summary>The report without it.</summary>
    public static StudyReport Without(StudyReport report) =>
        report with { Study = Unknown, Slices = [.. report.Slices.Select(slice => slice with { InstanceUid = "" })] };

    /// <summary>The report with it.</summary>
    public static StudyReport With(StudyReport report, SourceStudy source) =>
        report with { Study = Describe(source), Slices = [.. report.Slices.Select(slice => slice with { InstanceUid = Uid(source, slice.Index) })] };
}
