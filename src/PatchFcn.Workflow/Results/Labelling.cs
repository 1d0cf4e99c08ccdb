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
    /// <param name="scores">Scores of all analysis slices; what was stripped is not a number (NaN) in their pixels afterwards.</param>
    /// <param name="classes">Number of classes of the model.</param>
    public static (LabelVolume Labels, ProbabilityMap Map) Label(StrippedStudy study, IReadOnlyList<SliceScores> scores, int classes)
    {
        var geometry = study.Volume.Geometry;
        var labels = new LabelVolume(geometry);
        var map = new ProbabilityMap(geometry);
        var length = study.Grid.SliceLength;
        Parallel.For(0, scores.Count, slice => TakeOutStripped(study, slice, scores[slice].Pixels));
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

    private static void TakeOutStripped(StrippedStudy study, int slice, Span<float> pixels)
    {
        var length = study.Grid.SliceLength;
        var brain = new float[length];
        study.Renderer.RenderBrain(slice, brain);
        for (var start = 0; start < pixels.Length; start += length)
            for (var i = 0; i < length; i++)
                if (brain[i] == 0)
                    pixels[start + i] = float.NaN;
    }
}
