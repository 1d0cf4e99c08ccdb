using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>One brain from all slabs. Only its voxels are handed on.</summary>
internal sealed class JoinBrainStep(SourceStudies sources, IArtifactStore work, LoadedModel model)
{
    public async Task<StepResult<StrippedBrain>> RunAsync(JoinRequest request, CancellationToken cancellation)
    {
        var source = await sources.GetAsync(request.Study.Upload, cancellation);
        var geometry = source.Voxels.Geometry;
        var slabs = await ReadSlabsAsync(request, cancellation);
        var stripped = SkullStripper.Join(slabs, geometry);
        if (stripped.Refusal is { } refusal)
            return refusal;

        await work.WriteJsonAsync(WorkArtifacts.Geometry(request.Study.InstanceId), geometry, cancellation);
        await work.WriteAsync(
            WorkArtifacts.StrippedVolume(request.Study.InstanceId), stream => StrippedVolumeFile.Write(source.Voxels, stripped.Brain!, stream), cancellation);
        var slices = new AnalysisGrid(geometry, model.Manifest.Scale).SliceCount;
        return new StrippedBrain(stripped.BrainVolumeMl, slices, stripped.Warnings);
    }

    private async Task<SlabCandidates[]> ReadSlabsAsync(JoinRequest request, CancellationToken cancellation)
    {
        var slabs = new SlabCandidates[request.Slabs.Count];
        for (var i = 0; i < slabs.Length; i++)
        {
            await using var stream = await work.OpenReadAsync(request.Slabs[i].Artifact, cancellation);
            slabs[i] = SlabCandidates.Read(stream);
        }

        return slabs;
    }
}
