using PatchFcn.Core.SkullStripping;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>Candidate masks of one slab of slices.</summary>
internal sealed class StripSlabStep(SourceStudies sources, IArtifactStore work)
{
    public async Task<StepResult<StrippedSlab>> RunAsync(SlabRequest request, CancellationToken cancellation)
    {
        var source = await sources.GetAsync(request.Study, cancellation);
        var candidates = SkullStripper.PrepareSlab(source.Voxels.Slab(request.Slab.First, request.Slab.Count), request.Slab.First);
        var artifact = WorkArtifacts.Slab(request.Study.InstanceId, request.Slab.First);
        await work.WriteAsync(artifact, candidates.Write, cancellation);
        return new StrippedSlab(artifact);
    }
}
