using PatchFcn.Core.Densities;
using PatchFcn.Core.SkullStripping;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>One brain from all slabs, at the densities that the network knows. Only its voxels are handed on.</summary>
internal sealed class JoinBrainStep(SourceStudies sources, StrippedStudies studies, IArtifactStore work)
{
    public async Task<StepResult<StrippedBrain>> RunAsync(JoinRequest request, CancellationToken cancellation)
    {
        var source = await sources.GetAsync(request.Study, cancellation);
        var stripped = SkullStripper.Join(await ReadSlabsAsync(request, cancellation), source.Voxels.Geometry);
        if (stripped.Refusal is { } refusal)
            return refusal;

        var cupping = CuppingCurve.Measure(source.Voxels, stripped.Brain!);
        var corrected = CuppingCorrection.Correct(source.Voxels, stripped.Brain!, cupping);
        var study = await studies.KeepAsync(request.Study, corrected, stripped.Brain!, cancellation);
        return new StrippedBrain(
            stripped.BrainVolumeMl, ScoringOrder.LikelyFirst(study.Grid, study.Volume, study.Brain), [.. stripped.Warnings, .. DensityCatalogue.WarningsOf(cupping)]);
    }

    private Task<SlabCandidates[]> ReadSlabsAsync(JoinRequest request, CancellationToken cancellation) =>
        Task.WhenAll(request.Slabs.Select(slab => ReadSlabAsync(slab.Artifact, cancellation)));

    private async Task<SlabCandidates> ReadSlabAsync(string artifact, CancellationToken cancellation)
    {
        await using var stream = await work.OpenReadAsync(artifact, cancellation);
        return SlabCandidates.Read(stream);
    }
}
