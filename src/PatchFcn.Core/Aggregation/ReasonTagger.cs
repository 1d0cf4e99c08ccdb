using PatchFcn.Core.Biomarkers;

namespace PatchFcn.Core.Aggregation;

/// <summary>Decides which tags of the <see cref="ReasonTag"/> catalogue apply to a lesion.</summary>
internal sealed class ReasonTagger(LabelledStudy study)
{
    /// <summary>Findings below this volume are tagged <see cref="ReasonTag.SmallVolume"/>.</summary>
    private const double SmallMl = 0.5;

    /// <summary>Height of the part of the brain, above its lowest slice, that is tagged <see cref="ReasonTag.SkullBase"/>.</summary>
    private const double SkullBaseMm = 30;

    /// <summary>A scan whose first slice shows more of the brain than this begins above the skull base.</summary>
    private const double AboveTheBaseCm2 = 50;

    private readonly int _lastSkullBaseSlice = LastSkullBaseSlice(study);

    /// <summary>The tags that apply, in the order of the catalogue.</summary>
    public IReadOnlyList<string> TagsOf(Lesion lesion, double volumeMl, LesionDensity density)
    {
        var tags = new List<string>();
        Add(ReasonTag.SingleSlice, study.Placement.Slabs.Count(slab => slab.Overlaps(lesion.Slices)) == 1);
        Add(ReasonTag.SmallVolume, volumeMl < SmallMl);
        Add(ReasonTag.SkullBase, SkullBaseMl(lesion) > volumeMl / 2);
        Add(ReasonTag.TouchesBone, TouchesEdgeOfBrain(lesion));
        Add(ReasonTag.ScanEdge, lesion.Slices.First == 0 || lesion.Slices.Last == study.Geometry.SliceCount - 1);
        Add(ReasonTag.CalcificationRange, density.DenseShare >= 0.5);
        Add(ReasonTag.LowDensity, density.LowShare >= 0.5);
        return tags;

        void Add(string tag, bool applies)
        {
            if (applies)
                tags.Add(tag);
        }
    }

    private double SkullBaseMl(Lesion lesion)
    {
        var total = 0.0;
        foreach (var run in lesion.Runs)
            if (run.Slice <= _lastSkullBaseSlice)
                total += run.Length * study.Geometry.VoxelMl(run.Slice);
        return total;
    }

    private bool TouchesEdgeOfBrain(Lesion lesion)
    {
        foreach (var run in lesion.Runs)
        {
            if (!InBrain(run.Slice, run.Row, run.Start - 1) || !InBrain(run.Slice, run.Row, run.End))
                return true;
            for (var column = run.Start; column < run.End; column++)
                if (!InBrain(run.Slice, run.Row - 1, column) || !InBrain(run.Slice, run.Row + 1, column))
                    return true;
        }
        return false;
    }

    private bool InBrain(int slice, int row, int column) =>
        (uint)row < (uint)study.Brain.Rows && (uint)column < (uint)study.Brain.Columns && study.Brain[slice, row, column];

    /// <summary>The highest slice within <see cref="SkullBaseMm"/> of the lowest slice of the brain; -1 where there is no brain, or the scan begins in its middle.</summary>
    private static int LastSkullBaseSlice(LabelledStudy study)
    {
        var positions = study.Geometry.SlicePositions;
        var lowest = Enumerable.Range(0, study.Brain.Slices).FirstOrDefault(slice => study.Brain.CountSlice(slice) > 0, -1);
        if (lowest == 0 && study.Brain.CountSlice(0) * study.Geometry.PixelMm2 / 100 > AboveTheBaseCm2)
            return -1;
        return lowest < 0 ? -1 : Enumerable.Range(lowest, positions.Count - lowest).Last(slice => positions[slice] - positions[lowest] <= SkullBaseMm);
    }
}
