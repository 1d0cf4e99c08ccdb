using System.Globalization;
using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.SkullStripping;

/// <summary>Judges whether what skull stripping has found can be a brain in a closed skull.</summary>
internal sealed class Plausibility(SlabCandidates candidates, VolumeGeometry geometry, SkullStripOptions options)
{
    private static readonly Refusal SkullNotClosed = new(
        "skullNotClosed", "The skull does not enclose a space the size of a brain; it may be cut off by the field of view or be largely missing.");

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
            return new Refusal("noIntracranialSpace", "No skull was found in these images; check that this is a head CT in Hounsfield units.");
        if (enclosed < options.MinPartialBrainMl)
            return SkullNotClosed;
        if (core < options.MinTissueShare * enclosed || TotalMl(counts => counts.BrainLike) < options.MinBrainLikeShare * core)
            return new Refusal("noBrainTissue", "The space inside the skull does not have the density of brain; this may be a phantom or another kind of image.");
        if (gap > options.MaxGapCm2 && volume < least)
            return SkullNotClosed;
        if (gap > options.MaxGapCm2)
            return new Refusal("largeSkullDefect", $"The skull has a defect of about {Round(gap)} cm², as after a craniectomy, too large to tell brain from scalp.");
        if (volume < least || volume > options.MaxBrainMl)
            return new Refusal("implausibleBrainVolume", $"The space found inside the skull measures {Round(volume)} mL, which cannot be a brain.");
        return null;
    }

    private IEnumerable<StudyWarning> Warn(VoxelMask brain, double gap)
    {
        var lowest = Enumerable.Range(0, brain.Slices).First(slice => brain.CountSlice(slice) > 0);
        var highest = Enumerable.Range(0, brain.Slices).Last(slice => brain.CountSlice(slice) > 0);
        if (gap > options.WarnGapCm2)
            yield return new StudyWarning("skullGapBridged", $"The skull has gaps of about {Round(gap)} cm² that were bridged; the outline of the brain is uncertain there.");
        if (lowest == 0)
            yield return new StudyWarning("skullBaseNotCovered", "The lowest slice still shows brain: the skull base is not covered.");
        if (highest == brain.Slices - 1)
            yield return new StudyWarning("vertexNotCovered", "The highest slice still shows brain: the vertex is not covered.");
        if ((lowest > 0 && EndsAbruptly(brain, lowest)) || (highest < brain.Slices - 1 && EndsAbruptly(brain, highest)))
            yield return new StudyWarning("brainEndsAbruptly", "The brain could not be followed to its end, perhaps because of metal; slices beyond were not analysed.");
        if (TouchesBorder(brain))
            yield return new StudyWarning("fieldOfViewCutsBrain", "The brain reaches the edge of the images: a part of it is not covered.");
    }

    private bool EndsAbruptly(VoxelMask brain, int last) =>
        brain.CountSlice(last) * geometry.RowSpacing * geometry.ColumnSpacing / 100 > options.AbruptEndCm2;

    private bool TouchesBorder(VoxelMask brain)
    {
        var shape = BitPlane.Of(geometry);
        var border = new ulong[shape.Length];
        shape.SetBorder(border);
        return Enumerable.Range(0, brain.Slices).Any(slice => BitPlane.CountBoth(brain.Slice(slice), border) > 0);
    }

    /// <summary>Area of the brain's outline without bone, in cm². Only from the widest slice upwards, where a sound skull has no openings.</summary>
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

    private static string Round(double value) => Math.Round(value).ToString(CultureInfo.InvariantCulture);
}
