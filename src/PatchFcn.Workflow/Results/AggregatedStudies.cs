using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Results;

/// <summary>Reads what every result is made from: the report and the volumes of a study that has been analysed, or whose analysis ended early.</summary>
internal sealed class AggregatedStudies(SourceStudies sources, StrippedStudies studies, LoadedModel model, IArtifactStore work)
{
    public Task<StudyReport> ReadReportAsync(StudyRequest study, CancellationToken cancellation) => work.ReadReportAsync(study.InstanceId, cancellation);

    /// <summary>What there is to show: nothing where no series was read, slices without a mask where the study was refused later.</summary>
    public async Task<StudyImages?> ReadImagesAsync(StudyRequest study, ReportStatus status, CancellationToken cancellation)
    {
        var source = await sources.GetAsync(study.Upload, cancellation);
        if (source.Volume is not { } volume)
            return null;
        if (status != ReportStatus.Analyzed)
            return new StudyImages(volume, null, null, model.Manifest.Classes);
        var brain = (await studies.GetAsync(study, cancellation)).Brain;
        var labels = await ReadVoxelsAsync(WorkArtifacts.Labels(study.InstanceId), volume.Geometry, cancellation);
        var probabilities = await ReadVoxelsAsync(WorkArtifacts.Probabilities(study.InstanceId), volume.Geometry, cancellation);
        return new StudyImages(
            volume, brain, new LabelVolume(volume.Geometry, labels), model.Manifest.Classes, new ProbabilityMap(volume.Geometry, probabilities));
    }

    public async Task<byte[]> ReadVoxelsAsync(string artifact, VolumeGeometry geometry, CancellationToken cancellation)
    {
        var voxels = new byte[geometry.SliceCount * geometry.SliceLength];
        await using var stream = await work.OpenReadAsync(artifact, cancellation);
        await stream.ReadExactlyAsync(voxels, cancellation);
        return voxels;
    }
}
