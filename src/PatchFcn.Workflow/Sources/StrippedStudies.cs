using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Sources;

/// <summary>Reads stripped studies from their artifacts, and keeps the last few in memory. The upload itself is not needed for it.</summary>
internal sealed class StrippedStudies(IArtifactStore work, LoadedModel model, int capacity = 1)
{
    private readonly RecentlyUsed<StrippedSlices> _recent = new(capacity);

    /// <summary>The stripped voxels of a study whose skull has been stripped.</summary>
    public Task<StrippedStudy> GetAsync(StudyRequest study, CancellationToken cancellation) =>
        GetAsync(study, grid => (0, grid.Source.SliceCount - 1), cancellation);

    /// <summary>As much of them as an analysis slice and its two neighbours are made of.</summary>
    public Task<StrippedStudy> GetAsync(StudyRequest study, int analysisSlice, CancellationToken cancellation) =>
        GetAsync(study, grid => grid.MadeOf(analysisSlice), cancellation);

    private async Task<StrippedStudy> GetAsync(StudyRequest study, Func<AnalysisGrid, (int First, int Last)> needed, CancellationToken cancellation)
    {
        var slices = await _recent.GetAsync(study.InstanceId, async () =>
        {
            var geometry = await work.ReadJsonAsync<VolumeGeometry>(WorkArtifacts.Geometry(study.InstanceId), cancellation)
                ?? throw new FileNotFoundException("The skull of this study has not been stripped.");
            return new StrippedSlices(work, WorkArtifacts.StrippedVolume(study.InstanceId), StrippedStudy.Empty(geometry, model));
        });
        var (first, last) = needed(slices.Study.Grid);
        await slices.LoadAsync(first, last, cancellation);
        return slices.Study;
    }
}
