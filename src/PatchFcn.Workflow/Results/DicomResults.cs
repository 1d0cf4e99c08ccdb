using System.Globalization;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;
using PatchFcn.Dicom.Writing.Documents;
using PatchFcn.Dicom.Writing.Segmentations;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Results;

/// <summary>Writes the DICOM objects of a study. A source without UIDs can be analysed, but nothing can refer to it: then there are none.</summary>
internal sealed class DicomResults(SourceStudies sources, AggregatedStudies studies, LoadedModel model)
{
    private IReadOnlyList<string> Classes => model.Manifest.Classes;

    public Task WriteSegmentationAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation) =>
        WriteAsync(ResultNames.Segmentation, study, files, (objects, labels) => SegmentationObject.Create(objects, labels, Classes), cancellation);

    public async Task WriteFractionalAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        if (await BeginAsync(study, cancellation) is not { } objects)
            return;
        var map = (await studies.GetVolumesAsync(study, cancellation)).Map;
        await WriteAsync(ResultNames.Fractional, ProbabilityObject.Create(objects, map), files, cancellation);
    }

    public async Task WriteMeasurementsAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var measured = Measured(await studies.ReadReportAsync(study, cancellation));
        await WriteAsync(ResultNames.Measurements, study, files, (objects, labels) => MeasurementReport.Create(objects, measured, labels, Classes), cancellation);
    }

    public async Task WriteKeyObjectsAsync(StudyRequest study, ResultFiles files, CancellationToken cancellation)
    {
        var impression = Impression.Of(await studies.ReadReportAsync(study, cancellation));
        await WriteAsync(ResultNames.KeyObjects, study, files, (objects, labels) => KeyObjects.Create(objects, labels, Classes, impression), cancellation);
    }

    private async Task WriteAsync(
        string name, StudyRequest study, ResultFiles files, Func<ResultObjects, LabelVolume, DicomDataSet?> create, CancellationToken cancellation)
    {
        if (await BeginAsync(study, cancellation) is not { } objects)
            return;
        var labels = (await studies.GetVolumesAsync(study, cancellation)).Labels;
        if (create(objects, labels) is { } dataSet)
            await WriteAsync(name, dataSet, files, cancellation);
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
            await WriteAsync($"{ResultNames.Captures}/{name}.dcm", capture, files, cancellation);
        }
    }

    /// <summary>What the objects of a result have in common; null where the source has no UIDs to refer to.</summary>
    private async Task<ResultObjects?> BeginAsync(StudyRequest study, CancellationToken cancellation)
    {
        var source = await sources.GetAsync(study, cancellation);
        var manifest = model.Manifest;
        return source.Reading.Series is { HasUids: true } series
            ? new ResultObjects(series, source.Header!, new ResultOrigin(
                study.InstanceId, SoftwareVersion.Current, manifest.Name, manifest.Version, manifest.Sha256, manifest.IntendedUse, model.OperatingPoint(study.Settings).Threshold))
            : null;
    }

    private static Task WriteAsync(string name, DicomDataSet dataSet, ResultFiles files, CancellationToken cancellation) =>
        files.WriteAsync(name, stream => DicomFileWriter.Write(stream, dataSet), cancellation);

    private static MeasuredStudy Measured(StudyReport report) => new(
        report.Score!.Value,
        report.VolumeMl!.Value,
        report.Classes!.ToDictionary(found => found.Name, found => found.VolumeMl),
        [.. report.Findings!.Select(Measured)],
        Impression.Of(report));

    private static MeasuredFinding Measured(ReportedFinding finding) => new(
        finding.Id,
        finding.Class,
        finding.TopPatch?.Score,
        finding.VolumeMl,
        finding.Laterality,
        new SliceRange(finding.Slices.First, finding.Slices.Last),
        finding.LongestDiameterMm,
        finding.ThicknessMm,
        finding.Abc2AxesMm is [var a, var b, var c] ? new AbcOverTwo(a, b, c) : null);
}
