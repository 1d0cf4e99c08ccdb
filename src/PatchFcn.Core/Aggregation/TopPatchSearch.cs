using PatchFcn.Core.Biomarkers;

namespace PatchFcn.Core.Aggregation;

/// <summary>
/// Finds the patch that best stands for a lesion. A patch is far larger than most bleeds, so a high score alone may be owed to a neighbour: the class score
/// is weighted with the share of the lesion's voxels, on the slices of the patch, that the patch covers.
/// </summary>
internal static class TopPatchSearch
{
    /// <summary>The best patch, of equals the first; null where no patch covers any voxel.</summary>
    public static SourcePatch? Find(LabelledStudy study, Lesion lesion)
    {
        var (best, bestEvidence) = (default(SourcePatch), 0.0);
        foreach (var scored in study.Patches)
        {
            if (!study.Placement.Slabs[scored.Slice].Overlaps(lesion.Slices))
                continue;
            var patch = study.Placement.ToSource(scored, study.Geometry, scored.ClassScore(lesion.Label));
            if (patch.Score <= bestEvidence)
                continue;
            var evidence = patch.Score * ShareCovered(lesion, patch);
            if (evidence > bestEvidence)
                (best, bestEvidence) = (patch, evidence);
        }
        return best;
    }

    private static double ShareCovered(Lesion lesion, SourcePatch patch)
    {
        var (covered, total) = (0, 0);
        for (var slice = patch.Slices.First; slice <= patch.Slices.Last; slice++)
        {
            foreach (var run in lesion.OnSlice(slice))
            {
                total += run.Length;
                if (run.Row >= patch.Row && run.Row < patch.Row + patch.Rows)
                    covered += Math.Max(0, Math.Min(run.End, patch.Column + patch.Columns) - Math.Max(run.Start, patch.Column));
            }
        }
        return total == 0 ? 0 : (double)covered / total;
    }
}
