using System.Globalization;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;
using PatchFcn.Dicom.Writing.Segmentations;
using PatchFcn.Reporting.Images;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Results;

/// <summary>Writes the DICOM objects of a study. A source without UIDs can be analysed, but nothing can refer to it: then there are none.</summary>
internal sealed class DicomResults(SourceStudies sources, AggregatedStudies studies, LoadedModel model)
{
    public async Task WriteSegmentationAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        if (await BeginAsync(study, cancellation) is not { } objects)
            return;
        var geometry = objects.Series.Geometry;
        var labels = await studies.ReadVoxelsAsync(WorkArtifacts.Labels(study.InstanceId), geometry, cancellation);
        var segmentation = SegmentationObject.Create(objects, new LabelVolume(geometry, labels), model.Manifest.Classes);
        await WriteAsync("segmentation.dcm", segmentation, files, cancellation);
    }

    /// <summary>Of a study that was not analysed there is the summary that says so.</summary>
    public async Task WriteCapturesAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        if (await BeginAsync(study, cancellation) is not { } objects)
            return;
        var report = await studies.ReadReportAsync(study, cancellation);
        var pictures = Captures.Render(report, await studies.ReadImagesAsync(study, report.Status, cancellation));
        foreach (var (index, picture) in pictures.Index())
        {
            var capture = CaptureObject.Create(objects, index + 1, picture.Rows, picture.Columns, picture.Rgb, picture.Slice);
            var name = picture.Slice is { } slice ? string.Create(CultureInfo.InvariantCulture, $"slice-{slice + 1:000}") : "summary";
            await WriteAsync($"captures/{name}.dcm", capture, files, cancellation);
        }
    }

    /// <summary>What the objects of a result have in common; null where the source has no UIDs to refer to.</summary>
    private async Task<ResultObjects?> BeginAsync(StudyRequest study, CancellationToken cancellation)
    {
        var source = await sources.GetAsync(study.Upload, cancellation);
        var manifest = model.Manifest;
        return source.Reading.Series is { } series && ResultObjects.CanReferTo(series)
            ? new ResultObjects(series, source.Header!, new ResultOrigin(
                study.InstanceId, SoftwareVersion.Current, manifest.Name, manifest.Version, manifest.Sha256))
            : null;
    }

    private static Task WriteAsync(string name, DicomDataSet dataSet, ResultFiles files, CancellationToken cancellation) => files.WriteAsync(
        name,
        (stream, _) =>
        {
            DicomFileWriter.Write(stream, dataSet);
            return Task.CompletedTask;
        },
        cancellation);
}
