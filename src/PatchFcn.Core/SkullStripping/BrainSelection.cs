using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.SkullStripping;

/// <summary>Picks the brain out of the candidates of the whole stack and restores its outline.</summary>
internal sealed class BrainSelection(SlabCandidates candidates, VolumeGeometry geometry, SkullStripOptions options)
{
    private readonly BitPlane _shape = BitPlane.Of(geometry);
    private readonly Regions _regions = new(BitPlane.Of(geometry));
    private readonly StackShifts _shifts = new(geometry);

    /// <summary>The mask so far.</summary>
    public VoxelMask Brain { get; } = new(geometry);

    /// <summary>The slice where the search began: the one with the largest section.</summary>
    public int Widest { get; private set; }

    /// <summary>Runs the whole selection.</summary>
    public void Select()
    {
        FollowCore();
        Parallel.For(0, Brain.Slices, Restore);
        FillHoles();
    }

    /// <summary>
    /// Follows the brain from the widest slice upwards to the vertex and downwards to the foramen magnum. The search never turns back, so
    /// that nothing climbs from the neck into the face, and takes no region that lies mostly beside the brain, as it would behind a small
    /// opening of the skull base. What is seen through a wide one is cut off.
    /// </summary>
    private void FollowCore()
    {
        Widest = Enumerable.Range(0, Brain.Slices).MaxBy(candidates.Core.CountSlice);
        _regions.KeepLargest(candidates.Core.Slice(Widest), Brain.Slice(Widest));
        var before = new ulong[_shape.Length];
        for (var slice = Widest + 1; slice < Brain.Slices; slice++)
            Follow(slice - 1, slice, before);
        var foramen = options.ForamenMagnumCm2 * 100 / geometry.PixelMm2;
        for (var slice = Widest - 1; slice >= 0; slice--)
        {
            Follow(slice + 1, slice, before);
            CutBack(Brain.Slice(slice), before);
            if (Brain.CountSlice(slice) < foramen)
                Brain.Slice(slice).Clear();
        }
    }

    /// <param name="from">The slice before.</param>
    /// <param name="to">The slice to fill.</param>
    /// <param name="before">Gets where the brain of the slice before lies in this one.</param>
    private void Follow(int from, int to, Span<ulong> before)
    {
        _shifts.Project(Brain, from, to, before);
        _regions.KeepSupported(candidates.Core.Slice(to), before, options.SupportedShare, Brain.Slice(to));
    }

    /// <summary>Below its widest slice the brain grows into overhangs and no farther: a section that does has muscle with it, through a foramen wider than what is sealed, and keeps what lies below the brain.</summary>
    private void CutBack(Span<ulong> section, ReadOnlySpan<ulong> above)
    {
        var near = above.ToArray();
        _shape.Dilate(near, _shape.Pixels(options.OverhangMm));
        if (BitPlane.CountBoth(section, near) < BitPlane.Count(section))
            BitPlane.And(section, above);
    }

    /// <summary>
    /// Takes back what opening and thresholds have cost, up to the bone, cuts the thin tongues this leaves in the foramina, and adds the
    /// partial volume of the inner table.
    /// </summary>
    private void Restore(int slice)
    {
        var brain = Brain.Slice(slice);
        var reachable = brain.ToArray();
        _shape.Dilate(reachable, _shape.Pixels(options.ReachMm));
        BitPlane.And(reachable, candidates.Limit.Slice(slice));
        Flood.Grow(_shape, brain, reachable);
        brain.CopyTo(reachable);
        _shape.Open(brain, _shape.Pixels(options.TongueMm));
        Regain(brain, reachable, options.CornerMm);
        Regain(brain, candidates.Rim.Slice(slice), Math.Clamp(geometry.SliceExtent(slice), options.MinRimMm, options.MaxRimMm));
    }

    /// <summary>Adds the part of a set that is connected to the brain and lies within a distance of it.</summary>
    private void Regain(Span<ulong> brain, ReadOnlySpan<ulong> set, double mm)
    {
        var near = brain.ToArray();
        _shape.Dilate(near, _shape.Pixels(mm));
        BitPlane.And(near, set);
        BitPlane.Or(near, brain);
        Flood.Grow(_shape, brain, near);
    }

    /// <summary>
    /// Fills holes, such as calcifications, clips and bubbles of air, that have brain or another filled hole both below and above. Bone
    /// that rises from the skull base into the brain has not.
    /// </summary>
    private void FillHoles()
    {
        var holes = new VoxelMask(geometry);
        Parallel.For(0, Brain.Slices, slice => FindHoles(Brain.Slice(slice), holes.Slice(slice)));
        var fromBelow = Filled(holes, 1);
        var fromAbove = Filled(holes, -1);
        BitPlane.And(fromBelow.Words, fromAbove.Words);
        BitPlane.Or(Brain.Words, fromBelow.Words);
    }

    private void FindHoles(ReadOnlySpan<ulong> brain, Span<ulong> holes)
    {
        brain.CopyTo(holes);
        _shape.Invert(holes);
        var around = new ulong[_shape.Length];
        _shape.SetBorder(around);
        BitPlane.And(around, holes);
        Flood.Grow(_shape, around, holes);
        BitPlane.AndNot(holes, around);
    }

    /// <summary>
    /// The brain with those holes that lie mostly on brain or a filled hole of the slice before, going through the slices in one direction.
    /// </summary>
    private VoxelMask Filled(VoxelMask holes, int step)
    {
        var filled = new VoxelMask(geometry);
        Brain.Words.CopyTo(filled.Words);
        var support = new ulong[_shape.Length];
        for (var i = 1; i < filled.Slices; i++)
        {
            var slice = step > 0 ? i : filled.Slices - 1 - i;
            _shifts.Project(filled, slice - step, slice, support);
            _regions.KeepSupported(holes.Slice(slice), support, options.SupportedShare, filled.Slice(slice));
        }
        return filled;
    }
}
