using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Html;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>One format of the result.</summary>
internal sealed class WriteResultStep(SourceStudies sources, StrippedStudies studies, LoadedModel model, IArtifactStore work, IArtifactStore results)
{
    private readonly AggregatedStudies _studies = new(sources, studies, model, work);

    public async Task<StepResult<WrittenResult>> RunAsync(WriteRequest request, CancellationToken cancellation)
    {
        var files = new ResultFiles(results, request.ResultPath);
        await (request.Format switch
        {
            ResultFormat.Json => WriteJsonAsync(request.Study, files, cancellation),
            ResultFormat.Html => WriteHtmlAsync(request.Study, files, cancellation),
            ResultFormat.Overlays => WriteOverlaysAsync(request.Study, files, cancellation),
            ResultFormat.Probability => WriteProbabilityAsync(request.Study, files, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Format, null),
        });
        return files.Written;
    }

    private async Task WriteJsonAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var report = await _studies.ReadReportAsync(study, cancellation);
        await files.WriteAsync("report.json", (stream, token) => ReportJson.WriteAsync(report, stream, token), cancellation);
    }

    private async Task WriteHtmlAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var report = await _studies.ReadReportAsync(study, cancellation);
        var images = await _studies.ReadImagesAsync(study, report.Status, cancellation);
        await files.WriteAsync("report.html", (stream, token) => HtmlReport.WriteAsync(report, images, stream, token), cancellation);
    }

    private async Task WriteOverlaysAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var images = await _studies.ReadImagesAsync(study, ReportStatus.Analyzed, cancellation);
        foreach (var picture in Overlays.Render(images!))
            await files.WriteAsync($"overlays/{picture.Name}", (stream, token) => stream.WriteAsync(picture.Png, token).AsTask(), cancellation);
    }

    /// <summary>The map in steps of 1/255: over 127 is exactly what is over 0.5.</summary>
    private async Task WriteProbabilityAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var geometry = (await sources.GetAsync(study.Upload, cancellation)).Series.Geometry;
        var values = await _studies.ReadVoxelsAsync(WorkArtifacts.Probabilities(study.InstanceId), geometry, cancellation);
        await files.WriteAsync(
            "probability.nii.gz",
            (stream, _) =>
            {
                NiftiWriter.WriteGzip<byte>(stream, geometry, values, slope: 1 / 255.0);
                return Task.CompletedTask;
            },
            cancellation);
    }
}
