using PatchFcn.Core.Volumes;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Sources;

/// <summary>
/// Keeps stripped studies as artifacts, and the last few in memory: whoever stripped a study need not read it again, others read what they need of it. The upload
/// itself is not needed for it.
/// </summary>
internal sealed class StrippedStudies(IArtifactStore work, LoadedModel model, int capacity = 1)
{
    private readonly RecentlyUsed<StrippedSlices> _recent = new(capacity);

    /// <summary>Keeps a study whose skull has been stripped.</summary>
    /// <param name="study">The study.</param>
    /// <param name="volume">Its voxels as the network is to see them. Only those of the brain are written; in memory they are not copied.</param>
    /// <param name="brain">The brain.</param>
    /// <param name="cancellation">Cancels writing.</param>
    public async Task<StrippedStudy> KeepAsync(StudyRequest study, CtVolume volume, VoxelMask brain, CancellationToken cancellation)
    {
        var instance = study.InstanceId;
        await Task.WhenAll(
            work.WriteJsonAsync(WorkArtifacts.Geometry(instance), volume.Geometry, cancellation),
            work.WriteAsync(WorkArtifacts.Brain(instance), stream => BrainVoxelsFile.WriteMask(stream, brain), cancellation),
            work.WriteAsync(WorkArtifacts.StrippedVolume(instance), stream => BrainVoxelsFile.Write<short>(stream, brain, volume.Voxels), cancellation));
        var stripped = StrippedStudy.Of(volume, brain, model);
        _recent.Keep(instance, Slices(study, stripped, isFilled: true));
        return stripped;
    }

    /// <summary>The study with as much of its voxels as an analysis slice and its two neighbours are made of.</summary>
    public async Task<StrippedStudy> GetAsync(StudyRequest study, int analysisSlice, CancellationToken cancellation)
    {
        var slices = await GetSlicesAsync(study, cancellation);
        var (first, last) = slices.Study.Grid.MadeOf(analysisSlice);
        await slices.LoadAsync(first, last, cancellation);
        return slices.Study;
    }

    /// <summary>The study of which only brain and grid are of interest: of its voxels none need be there.</summary>
    public async Task<StrippedStudy> GetBrainAsync(StudyRequest study, CancellationToken cancellation) =>
        (await GetSlicesAsync(study, cancellation)).Study;

    private Task<StrippedSlices> GetSlicesAsync(StudyRequest study, CancellationToken cancellation) =>
        _recent.GetAsync(study.InstanceId, async reading =>
        {
            var geometry = await work.ReadJsonAsync<VolumeGeometry>(WorkArtifacts.Geometry(study.InstanceId), reading)
                ?? throw new FileNotFoundException("The skull of this study has not been stripped.");
            await using var mask = await work.OpenReadAsync(WorkArtifacts.Brain(study.InstanceId), reading);
            var brain = BrainVoxelsFile.ReadMask(mask, geometry);
            return Slices(study, StrippedStudy.Of(new CtVolume(geometry), brain, model), isFilled: false);
        }, cancellation);

    private StrippedSlices Slices(StudyRequest study, StrippedStudy stripped, bool isFilled) =>
        new(work, WorkArtifacts.StrippedVolume(study.InstanceId), stripped, isFilled);
}
