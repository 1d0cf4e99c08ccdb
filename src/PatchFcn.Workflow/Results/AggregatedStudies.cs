using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Results;

/// <summary>The volumes a study has been brought together to, on the voxels of the source.</summary>
/// <param name="Brain">The voxels that were not stripped; there is nothing outside it.</param>
/// <param name="Labels">The mask.</param>
/// <param name="Map">Probability of hemorrhage.</param>
internal sealed record AggregatedVolumes(VoxelMask Brain, LabelVolume Labels, ProbabilityMap Map);

/// <summary>
/// What every result is made from: the report and the volumes of a study that has been analysed, or whose analysis ended early. Volumes are kept as artifacts, and those of
/// the last few studies in memory: the same instance always has the same.
/// </summary>
internal sealed class AggregatedStudies(SourceStudies sources, StrippedStudies studies, LoadedModel model, IArtifactStore work, int capacity = 1)
{
    private readonly RecentlyUsed<AggregatedVolumes> _recent = new(capacity);

    public async Task<StudyReport> ReadReportAsync(StudyRequest study, CancellationToken cancellation) =>
        await work.ReadReportAsync(study.InstanceId, await sources.GetAsync(study, cancellation), cancellation);

    public async Task KeepAsync(StudyRequest study, AggregatedVolumes volumes, CancellationToken cancellation)
    {
        var (brain, labels, map) = volumes;
        await Task.WhenAll(
            work.WriteAsync(WorkArtifacts.Labels(study.InstanceId), stream => BrainVoxelsFile.Write<byte>(stream, brain, labels.Labels), cancellation),
            work.WriteAsync(WorkArtifacts.Probabilities(study.InstanceId), stream => BrainVoxelsFile.Write<byte>(stream, brain, map.Values), cancellation));
        _recent.Keep(study.InstanceId, volumes);
    }

    public Task<AggregatedVolumes> GetVolumesAsync(StudyRequest study, CancellationToken cancellation) =>
        _recent.GetAsync(study.InstanceId, reading => ReadVolumesAsync(study, reading), cancellation);

    /// <summary>What there is to show: nothing where no series was read, slices without a mask where the study was refused later.</summary>
    public async Task<StudyImages?> ReadImagesAsync(StudyRequest study, ReportStatus status, CancellationToken cancellation)
    {
        var source = await sources.GetAsync(study, cancellation);
        if (source.Volume is not { } volume)
            return null;
        if (status != ReportStatus.Analyzed)
            return new StudyImages(volume, null, null, model.Manifest.Classes);
        var (brain, labels, map) = await GetVolumesAsync(study, cancellation);
        return new StudyImages(volume, brain, labels, model.Manifest.Classes, map);
    }

    private async Task<AggregatedVolumes> ReadVolumesAsync(StudyRequest study, CancellationToken cancellation)
    {
        var stripped = await studies.GetBrainAsync(study, cancellation);
        var (brain, geometry) = (stripped.Brain, stripped.Volume.Geometry);
        var volumes = new AggregatedVolumes(brain, new LabelVolume(geometry), new ProbabilityMap(geometry));
        await using var labels = await work.OpenReadAsync(WorkArtifacts.Labels(study.InstanceId), cancellation);
        BrainVoxelsFile.Read(labels, brain, 0, brain.Slices, volumes.Labels.Labels);
        await using var map = await work.OpenReadAsync(WorkArtifacts.Probabilities(study.InstanceId), cancellation);
        BrainVoxelsFile.Read(map, brain, 0, brain.Slices, volumes.Map.Values);
        return volumes;
    }
}
