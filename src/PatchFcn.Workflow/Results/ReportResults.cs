using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Reporting.Fhir;
using PatchFcn.Reporting.Html;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Workflow.Results;

/// <summary>Writes what people and programs read that know no DICOM.</summary>
internal sealed class ReportResults(AggregatedStudies studies)
{
    public async Task WriteJsonAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var report = await studies.ReadReportAsync(study, cancellation);
        await files.WriteAsync(ResultNames.Report, (stream, token) => ReportJson.WriteAsync(report, stream, token), cancellation);
    }

    public async Task WriteHtmlAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var report = await studies.ReadReportAsync(study, cancellation);
        var images = await studies.ReadImagesAsync(study, report.Status, cancellation);
        await files.WriteAsync(ResultNames.Page, (stream, token) => HtmlReport.WriteAsync(report, images, stream, token), cancellation);
    }

    public async Task WriteFhirAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var report = await studies.ReadReportAsync(study, cancellation);
        await files.WriteAsync(ResultNames.Fhir, (stream, token) => FhirReport.WriteAsync(report, SoftwareVersion.Current, stream, token), cancellation);
    }

    public async Task WriteOverlaysAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var images = await studies.ReadImagesAsync(study, ReportStatus.Analyzed, cancellation);
        await Task.WhenAll(Overlays.Render(images!).Select(picture =>
            files.WriteAsync($"{ResultNames.Overlays}/{picture.Name}", (stream, token) => stream.WriteAsync(picture.Png, token).AsTask(), cancellation)));
    }

    /// <summary>The map in steps of 1/255: over 127 is exactly what is over 0.5. Slices at uneven distances are laid on an even grid, for the file knows one step alone.</summary>
    public async Task WriteProbabilityAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var map = (await studies.GetVolumesAsync(study, cancellation)).Map;
        var grid = EvenGrid.Of(map.Geometry);
        await files.WriteAsync(ResultNames.Probability, stream => NiftiWriter.WriteGzip<byte>(stream, grid.Geometry, grid.Lay<byte>(map.Values), slope: 1 / 255.0), cancellation);
    }
}
