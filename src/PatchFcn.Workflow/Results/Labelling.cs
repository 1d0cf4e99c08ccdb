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
        var length = study.Grid.SliceLength;
        var projector = new ProbabilityProjector(study.Grid, study.Brain);
        Parallel.For(
            0,
            geometry.SliceCount,
            () => new float[classes * geometry.SliceLength],
            (slice, _, probabilities) =>
            {
                for (var index = 0; index < classes; index++)
                    projector.Project(slice, Map(index), probabilities.AsSpan(index * geometry.SliceLength, geometry.SliceLength));
                SliceLabeler.Label(probabilities, study.Brain.Slice(slice), geometry.Columns, labels.Slice(slice), map.Slice(slice));
                return probabilities;
            },
            _ => { });
        return (labels, map);

        Func<int, ReadOnlyMemory<float>> Map(int index) => slice => scores[slice].Pixels.AsMemory(index * length, length);
    }
}
