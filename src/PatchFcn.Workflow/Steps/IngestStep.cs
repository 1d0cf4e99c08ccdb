using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>Which series, which slices, why not the others; how the slices are shared out for skull stripping.</summary>
internal sealed class IngestStep(SourceStudies sources)
{
    /// <summary>
    /// Slices of a slab. Slabs do not overlap, so any size gives the same mask; 16 give a study of 32 slices one slab for each core of a small machine.
    /// </summary>
    private const int SlabSlices = 16;

    public async Task<StepResult<IngestedStudy>> RunAsync(StudyRequest request, CancellationToken cancellation)
    {
        var study = await sources.GetAsync(request, cancellation);
        if (study.Refusal is { } refusal)
            return refusal;
        var count = study.Series.Geometry.SliceCount;
        var slabs = Enumerable.Range(0, (count + SlabSlices - 1) / SlabSlices)
            .Select(i => new SlabRange(i * SlabSlices, Math.Min(SlabSlices, count - i * SlabSlices)));
        return new IngestedStudy(ResultPath.Of(study, request), count, [.. slabs]);
    }
}
