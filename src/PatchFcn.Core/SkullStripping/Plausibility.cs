using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes;
using static PatchFcn.Core.SkullStripping.SkullStripCatalogue;

namespace PatchFcn.Core.SkullStripping;

/// <summary>Judges whether what skull stripping has found can be a brain in a closed skull.</summary>
internal sealed class Plausibility(SlabCandidates candidates, VolumeGeometry geometry, SkullStripOptions options)
{
    /// <summary>Turns the mask into a result: a refusal, or the mask with what a reader should know.</summary>
    /// <param name="brain">The mask found.</param>
    /// <param name="widest">The slice with the largest section.</param>
    public SkullStripResult Judge(VoxelMask brain, int widest)
    {
        var volume = brain.VolumeMl(geometry);
        var gap = GapCm2(brain, widest);
        var isPartial = brain.CountSlice(0) > 0 || brain.CountSlice(brain.Slices - 1) > 0;
        return Refuse(volume, gap, isPartial) is { } refusal
            ? new SkullStripResult(null, volume, [], refusal)
            : new SkullStripResult(brain, volume, [.. Warn(brain, gap)], null);
    }

    private Refusal? Refuse(double volume, double gap, bool isPartial)
    {
        var enclosed = TotalMl(counts => counts.Enclosed);
        var core = TotalMl(counts => counts.Core);
        var least = isPartial ? options.MinPartialBrainMl : options.MinBrainMl;
        if (TotalMl(counts => counts.Bone) < options.MinBoneMl)
            return NoIntracranialSpace;
        if (enclosed < options.MinPartialBrainMl)
            return SkullNotClosed;
        var brainLike = TotalMl(counts => counts.BrainLike);
        if (core < options.MinTissueShare * enclosed || brainLike < options.MinBrainLikeShare * core)
            return NoBrainTissue;
        if (gap > options.MaxGapCm2 && volume < least)
            return SkullNotClosed;
        if (gap > options.MaxGapCm2)
            return LargeSkullDefect(gap);
        if (volume < least || volume > options.MaxBrainMl)
            return ImplausibleBrainVolume(volume);
        return null;
    }

    private IEnumerable<StudyWarning> Warn(VoxelMask brain, double gap)
    {
        var lowest = Enumerable.Range(0, brain.Slices).First(slice => brain.CountSlice(slice) > 0);
        var highest = Enumerable.Range(0, brain.Slices).Last(slice => brain.CountSlice(slice) > 0);
        if (gap > options.WarnGapCm2)
            yield return SkullGapBridged(gap);
        if (lowest == 0)
            yield return SkullBaseNotCovered;
        if (highest == brain.Slices - 1)
            yield return VertexNotCovered;
        if ((lowest > 0 && EndsAbruptly(brain, lowest)) || (highest < brain.Slices - 1 && EndsAbruptly(brain, highest)))
            yield return BrainEndsAbruptly;
        if (TouchesBorder(brain))
            yield return FieldOfViewCutsBrain;
    }

    private bool EndsAbruptly(VoxelMask brain, int last) =>
        brain.CountSlice(last) * geometry.PixelMm2 / 100 > options.AbruptEndCm2;

    private bool TouchesBorder(VoxelMask brain)
    {
        var shape = BitPlane.Of(geometry);
        var border = new ulong[shape.Length];
        shape.SetBorder(border);
        return Enumerable.Range(0, brain.Slices).Any(slice => BitPlane.CountBoth(brain.Slice(slice), border) > 0);
    }

    /// <summary>
    /// Area of the brain's outline without bone, in cm². Only from the widest slice upwards, where a sound skull has no openings.
    /// </summary>
    private double GapCm2(VoxelMask brain, int widest)
    {
        var shape = BitPlane.Of(geometry);
        var area = 0.0;
        for (var slice = widest; slice < brain.Slices; slice++)
        {
            var rim = brain.Slice(slice).ToArray();
            shape.Dilate(rim, 1);
            area += BitPlane.CountBoth(rim, candidates.Unwalled.Slice(slice)) * shape.PixelMm * geometry.SliceExtent(slice) / 100;
        }
        return area;
    }

    private double TotalMl(Func<SliceCounts, int> count)
    {
        var total = 0.0;
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            total += count(candidates.Counts[slice]) * geometry.VoxelMl(slice);
        return total;
    }
}
