using System.Buffers;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Scoring;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>One analysis slice and its neighbours through the network.</summary>
internal sealed class ScoreSliceStep(StrippedStudies studies, LoadedModel model, IArtifactStore work)
{
    public async Task<StepResult<ScoredSlice>> RunAsync(SliceRequest request, CancellationToken cancellation)
    {
        var study = await studies.GetAsync(request.Study, request.Slice, cancellation);
        var scores = Score(study, request, cancellation);
        await work.WriteAsync(
            WorkArtifacts.SliceScores(request.Study.InstanceId, request.Slice), stream => SliceScoresFile.Write(scores, stream), cancellation);
        StudyTelemetry.Scored();
        var raises = scores.Score >= model.OperatingPoint(request.Study.Settings).Threshold;
        return new ScoredSlice(request.Slice, scores.Score, raises ? new Alarm(scores.Score, Images(study.Grid, request.Slice)) : null);
    }

    private static ReportedSliceRange Images(AnalysisGrid grid, int slice)
    {
        var images = PatchPlacement.Of(grid).Slabs[slice];
        return new ReportedSliceRange(images.First, images.Last);
    }

    private SliceScores Score(StrippedStudy study, SliceRequest request, CancellationToken cancellation)
    {
        var grid = study.Grid;
        var length = AnalysisGrid.Channels * grid.SliceLength;
        var channels = ArrayPool<float>.Shared.Rent(length);
        try
        {
            study.Renderer.Render(request.Slice, channels.AsSpan(0, length));
            return model.Scorer.Score(channels.AsMemory(0, length), grid.Rows, grid.Columns, request.Study.Settings.Grid, cancellation);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(channels);
        }
    }
}
