using PatchFcn.Core.Aggregation;
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
        var report = await ReadReportAsync(study, cancellation);
        await files.WriteAsync("report.json", (stream, token) => ReportJson.WriteAsync(report, stream, token), cancellation);
    }

    private async Task WriteHtmlAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var report = await ReadReportAsync(study, cancellation);
        var images = await ReadImagesAsync(study, report.Status == ReportStatus.Analyzed, cancellation);
        await files.WriteAsync("report.html", (stream, token) => HtmlReport.WriteAsync(report, images, stream, token), cancellation);
    }

    private async Task WriteOverlaysAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var images = await ReadImagesAsync(study, analyzed: true, cancellation);
        foreach (var picture in Overlays.Render(images!))
            await files.WriteAsync($"overlays/{picture.Name}", (stream, token) => stream.WriteAsync(picture.Png, token).AsTask(), cancellation);
    }

    /// <summary>The map in steps of 1/255: over 127 is exactly what is over 0.5.</summary>
    private async Task WriteProbabilityAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var geometry = (await sources.GetAsync(study.Upload, cancellation)).Series.Geometry;
        var values = await ReadVoxelsAsync(WorkArtifacts.Probabilities(study.InstanceId), geometry, cancellation);
        await files.WriteAsync(
            "probability.nii.gz",
            (stream, _) =>
            {
                NiftiWriter.WriteGzip<byte>(stream, geometry, values, slope: 1 / 255.0);
                return Task.CompletedTask;
            },
            cancellation);
    }

    private async Task<StudyReport> ReadReportAsync(StudyRequest study, CancellationToken cancellation)
    {
        await using var stream = await work.OpenReadAsync(WorkArtifacts.Report(study.InstanceId), cancellation);
        return await ReportJson.ReadAsync(stream, cancellation);
    }

    /// <summary>What there is to show: nothing where no series was read, slices without a mask where the study was refused later.</summary>
    private async Task<StudyImages?> ReadImagesAsync(StudyRequest study, bool analyzed, CancellationToken cancellation)
    {
        var source = await sources.GetAsync(study.Upload, cancellation);
        if (source.Volume is not { } volume)
            return null;
        if (!analyzed)
            return new StudyImages(volume, null, null, model.Manifest.Classes);
        var brain = (await studies.GetAsync(study, cancellation)).Brain;
        var labels = await ReadVoxelsAsync(WorkArtifacts.Labels(study.InstanceId), volume.Geometry, cancellation);
        var probabilities = await ReadVoxelsAsync(WorkArtifacts.Probabilities(study.InstanceId), volume.Geometry, cancellation);
        return new StudyImages(
            volume, brain, new LabelVolume(volume.Geometry, labels), model.Manifest.Classes, new ProbabilityMap(volume.Geometry, probabilities));
    }

    private async Task<byte[]> ReadVoxelsAsync(string artifact, VolumeGeometry geometry, CancellationToken cancellation)
    {
        var voxels = new byte[geometry.SliceCount * geometry.SliceLength];
        await using var stream = await work.OpenReadAsync(artifact, cancellation);
        await stream.ReadExactlyAsync(voxels, cancellation);
        return voxels;
    }
}
