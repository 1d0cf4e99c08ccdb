using PatchFcn.Core.Aggregation;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>Mask, findings, volumes and stack score of an analysed study.</summary>
internal sealed class AggregateStep(
    SourceStudies sources, StrippedStudies studies, AggregatedStudies aggregated, LoadedModel model, IArtifactStore work, IArtifactStore results)
{
    /// <summary>Scores of slices that are read side by side: in blobs each is a request that is waited for.</summary>
    private const int ReadAtOnce = 16;

    public async Task<StepResult<StudyOutcome>> RunAsync(AggregateRequest request, CancellationToken cancellation)
    {
        var source = await sources.GetAsync(request.Study, cancellation);
        var study = await studies.GetBrainAsync(request.Study, cancellation);
        var scores = await ReadScoresAsync(request, study.Grid.SliceCount, cancellation);

        var classes = model.Manifest.Classes;
        var (labels, map) = Labelling.Label(study, scores, classes.Count);
        var findings = FindingsAggregator.Aggregate(new LabelledStudy(
            source.Voxels, study.Brain, labels, map, Patches(scores), PatchPlacement.Of(study.Grid), classes));
        var prior = await new PriorStudies(results).FindAsync(source, request.Study, cancellation);
        var report = new ReportBuilder(request.Study, source, model).Analyzed(request, findings, scores, study.Grid, prior);

        await aggregated.KeepAsync(request.Study, new AggregatedVolumes(study.Brain, labels, map), cancellation);
        await work.WriteReportAsync(request.Study.InstanceId, report, cancellation);
        return report.ToOutcome(ResultPath.Of(source, request.Study));
    }

    private async Task<SliceScores[]> ReadScoresAsync(AggregateRequest request, int sliceCount, CancellationToken cancellation)
    {
        var scores = new SliceScores[sliceCount];
        await Parallel.ForEachAsync(request.Slices, new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellation }, async (slice, token) =>
        {
            await using var stream = await work.OpenReadAsync(WorkArtifacts.SliceScores(request.Study.InstanceId, slice.Slice), token);
            scores[slice.Slice] = SliceScoresFile.Read(stream);
        });
        return scores;
    }

    private List<ScoredPatch> Patches(SliceScores[] scores) =>
        [.. scores.SelectMany((scored, slice) => scored.Patches.Select(patch =>
            new ScoredPatch(slice, patch.Position.Row, patch.Position.Column, model.Manifest.Patch, patch.Scores)))];
}
