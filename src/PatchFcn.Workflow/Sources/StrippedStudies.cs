using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Sources;

/// <summary>Reads stripped studies from their artifacts, and keeps the last few in memory.</summary>
internal sealed class StrippedStudies(SourceStudies sources, IArtifactStore work, LoadedModel model, int capacity = 1)
{
    private readonly RecentlyUsed<StrippedStudy> _recent = new(capacity);

    /// <summary>The stripped voxels of a study whose skull has been stripped.</summary>
    public Task<StrippedStudy> GetAsync(StudyRequest study, CancellationToken cancellation) =>
        _recent.GetAsync(study.InstanceId, async () =>
        {
            var source = await sources.GetAsync(study.Upload, cancellation);
            await using var stream = await work.OpenReadAsync(WorkArtifacts.StrippedVolume(study.InstanceId), cancellation);
            var (volume, brain) = StrippedVolumeFile.Read(stream, source.Series.Geometry);
            return StrippedStudy.Of(volume, brain, model);
        });
}
