using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Results;

/// <summary>Brings the maps of all analysis slices back to the source voxels.</summary>
internal static class Labelling
{
    /// <summary>The mask and the map of hemorrhage at the resolution of the source.</summary>
    /// <param name="study">The stripped study.</param>
    /// <param name="scores">Scores of all analysis slices.</param>
    /// <param name="classes">Number of classes of the model.</param>
    public static (LabelVolume Labels, ProbabilityMap Map) Label(StrippedStudy study, IReadOnlyList<SliceScores> scores, int classes)
    {
        var geometry = study.Volume.Geometry;
        var labels = new LabelVolume(geometry);
        var map = new ProbabilityMap(geometry);
        var kept = new float[scores.Count][];
        Parallel.For(0, kept.Length, slice => study.Renderer.RenderBrain(slice, kept[slice] = new float[study.Grid.SliceLength]));
        float[][] pixels = [.. scores.Select(scored => scored.Pixels)];
        var projector = new ProbabilityProjector(study.Grid, study.Brain, kept);
        Parallel.For(
            0,
            geometry.SliceCount,
            () => new float[classes * geometry.SliceLength],
            (slice, _, probabilities) =>
            {
                projector.Project(slice, pixels, probabilities);
                SliceLabeler.Label(probabilities, study.Brain.Slice(slice), geometry.Columns, labels.Slice(slice), map.Slice(slice));
                return probabilities;
            },
            _ => { });
        return (labels, map);
    }
}
