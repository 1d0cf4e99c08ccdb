using PatchFcn.Core.Biomarkers;

namespace PatchFcn.Core.Aggregation;

/// <summary>From the labels of a study to its findings, volumes and scores.</summary>
public static class FindingsAggregator
{
    /// <summary>
    /// Components smaller than this, mL, are not listed: a list of specks helps nobody. They stay in the mask and in the volumes; their number and volume are reported.
    /// 0.02 mL is about 20 pixels of a 512² slice of 5 mm, or a bleed of 2 × 2 × 5 mm.
    /// </summary>
    public const double MinimumMl = 0.02;

    /// <summary>Describes all that is positive in a study. The result depends on the labels alone, not on how they were made or in what order.</summary>
    /// <param name="study">The scored and labelled study.</param>
    /// <param name="minimumMl">Volume from which a component is listed, mL.</param>
    /// <exception cref="ArgumentException">No patch was scored, or scores are missing or not numbers.</exception>
    public static StudyFindings Aggregate(LabelledStudy study, double minimumMl = MinimumMl)
    {
        var score = StackScore.Of(study.Patches, study.Classes.Count);
        var lesions = ConnectedComponents.Find(study.Labels);
        var sized = lesions.Select(lesion => (Lesion: lesion, Ml: LesionVolume.Ml(lesion))).ToList();
        var listed = sized.Where(item => item.Ml >= minimumMl).OrderByDescending(item => item.Ml).Select(item => item.Lesion).ToList();
        var describer = new FindingDescriber(study, MidsagittalSearch.Find(study.Brain, study.Geometry));

        return new StudyFindings(
            score.Score,
            sized.Sum(item => item.Ml),
            [.. study.Classes.Select((name, i) => new ClassFindings(name, score.ClassScores[i], sized.Where(item => item.Lesion.Label == i + 1).Sum(item => item.Ml)))],
            [.. listed.Select((lesion, i) => describer.Describe($"F{i + 1}", lesion))],
            new UnlistedSpecks(sized.Count - listed.Count, sized.Where(item => item.Ml < minimumMl).Sum(item => item.Ml)),
            Slices(study, lesions));
    }

    private static SliceFindings[] Slices(LabelledStudy study, IReadOnlyList<Lesion> lesions)
    {
        var slices = new SliceFindings[study.Geometry.SliceCount];
        Array.Fill(slices, new SliceFindings(null, 0));
        var brain = study.Placement.Slabs.Select(slab => Enumerable.Range(slab.First, slab.Count).Any(slice => study.Brain.CountSlice(slice) > 0)).ToArray();
        foreach (var patch in study.Patches.Where(patch => brain[patch.Slice]))
            for (var slice = study.Placement.Slabs[patch.Slice].First; slice <= study.Placement.Slabs[patch.Slice].Last; slice++)
                slices[slice] = slices[slice] with { Score = Math.Max(slices[slice].Score ?? 0, patch.Score) };
        var voxels = new int[slices.Length];
        foreach (var lesion in lesions)
            foreach (var run in lesion.Runs)
                voxels[run.Slice] += run.Length;
        return [.. slices.Select((slice, i) => slice with { AreaMm2 = voxels[i] * study.Geometry.PixelMm2 })];
    }
}
