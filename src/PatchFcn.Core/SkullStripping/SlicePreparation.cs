namespace PatchFcn.Core.SkullStripping;

/// <summary>The part of skull stripping that looks at one slice alone. Keeps its buffers from slice to slice.</summary>
internal sealed class SlicePreparation(BitPlane shape, SkullStripOptions options)
{
    private readonly Enclosure _enclosure = new(shape);
    private readonly ulong[] _bone = new ulong[shape.Length];
    private readonly ulong[] _enclosed = new ulong[shape.Length];
    private readonly ulong[] _a = new ulong[shape.Length];
    private readonly ulong[] _b = new ulong[shape.Length];
    private readonly ulong[] _c = new ulong[shape.Length];

    /// <summary>Fills one slice of the candidates.</summary>
    public void Prepare(ReadOnlySpan<short> voxels, SlabCandidates candidates, int slice)
    {
        var core = candidates.Core.Slice(slice);
        var limit = candidates.Limit.Slice(slice);
        HuThreshold.AtLeast(voxels, options.BoneHu, shape, _bone);
        FindEnclosed(voxels);
        FindLimit(voxels, limit);
        FindRim(voxels, limit, candidates.Rim.Slice(slice));
        FindUnwalled(limit, candidates.Unwalled.Slice(slice));
        FindCore(voxels, limit, core);
        Clip(core, limit, candidates.Rim.Slice(slice), candidates.Unwalled.Slice(slice));

        var bone = BitPlane.Count(_bone);
        BitPlane.AndNot(_enclosed, _bone);
        candidates.Counts[slice] = new SliceCounts(bone, BitPlane.Count(_enclosed), BitPlane.Count(core), CountBrainLike(voxels, core));
    }

    /// <summary>
    /// What bone rings, up to the outer table. Bone is thickened first, so that it closes gaps up to twice as wide, and the result thinned
    /// again.
    /// </summary>
    private void FindEnclosed(ReadOnlySpan<short> voxels)
    {
        var (air, inside) = (_a, _b);
        Below(voxels, options.AirHu, air);
        shape.SetBorder(inside);
        BitPlane.And(inside, air);
        Flood.Grow(shape, inside, air);
        shape.Invert(inside);

        var walls = _a;
        _bone.CopyTo(walls, 0);
        shape.Dilate(walls, shape.Pixels(options.BridgeMm));
        _enclosure.Find(walls, inside, _enclosed);
        shape.Erode(_enclosed, shape.Pixels(options.BridgeMm));
    }

    /// <summary>All that is neither bone nor fat nor air; dark specks, which are noise, belong to it.</summary>
    private void FindLimit(ReadOnlySpan<short> voxels, Span<ulong> limit)
    {
        Below(voxels, options.TissueHu, limit);
        shape.Open(limit, shape.Pixels(options.SpeckMm));
        BitPlane.Or(limit, _bone);
        shape.Invert(limit);
        BitPlane.And(limit, _enclosed);
    }

    /// <summary>
    /// The partial volume of bone around the limit. It grows pixel by pixel, and what lies beyond the bone grows against it, so that each side
    /// of a thin bone gets its own half and scalp, orbit and sinus are not reached.
    /// </summary>
    private void FindRim(ReadOnlySpan<short> voxels, ReadOnlySpan<ulong> limit, Span<ulong> rim)
    {
        var (shade, beyond) = (_a, _b);
        Below(voxels, options.RimHu, shade);
        BitPlane.And(shade, _bone);
        limit.CopyTo(beyond);
        BitPlane.Or(beyond, _bone);
        shape.Invert(beyond);
        limit.CopyTo(rim);
        for (var step = shape.Pixels(options.MaxRimMm); step > 0; step--)
        {
            Advance(rim, shade);
            Advance(beyond, shade);
        }
        BitPlane.AndNot(rim, limit);
    }

    /// <summary>Grows a set by one pixel over free ones, which then are free no more.</summary>
    private void Advance(Span<ulong> set, Span<ulong> free)
    {
        var front = _c.AsSpan();
        set.CopyTo(front);
        shape.Dilate(front, 1);
        BitPlane.And(front, free);
        BitPlane.AndNot(free, front);
        BitPlane.Or(set, front);
    }

    /// <summary>The outline of the limit where no bone is near. Air and fat within the skull make no gap.</summary>
    private void FindUnwalled(ReadOnlySpan<ulong> limit, Span<ulong> unwalled)
    {
        var nearBone = _a;
        _bone.CopyTo(nearBone, 0);
        shape.Dilate(nearBone, shape.Pixels(options.WallMm));
        limit.CopyTo(unwalled);
        shape.Dilate(unwalled, 1);
        BitPlane.AndNot(unwalled, _enclosed);
        BitPlane.AndNot(unwalled, nearBone);
    }

    /// <summary>What of the limit is as dense as brain or blood, and wide, once the small openings of the skull base are sealed.</summary>
    private void FindCore(ReadOnlySpan<short> voxels, ReadOnlySpan<ulong> limit, Span<ulong> core)
    {
        var sealedBone = _a;
        _bone.CopyTo(sealedBone, 0);
        shape.Close(sealedBone, shape.Pixels(options.SealMm));
        Below(voxels, options.CoreLowHu, core);
        HuThreshold.AtLeast(voxels, options.CoreHighHu, shape, _b);
        BitPlane.Or(core, _b);
        shape.Open(core, shape.Pixels(options.SpeckMm));
        BitPlane.Or(core, sealedBone);
        shape.Invert(core);
        BitPlane.And(core, limit);
        shape.Open(core, shape.Pixels(options.OpenMm));
    }

    /// <summary>
    /// Leaves out what lies farther from the core than <see cref="BrainSelection"/> ever reaches: it is of no use, and in the lower slices it would show a face.
    /// </summary>
    private void Clip(ReadOnlySpan<ulong> core, Span<ulong> limit, Span<ulong> rim, Span<ulong> unwalled)
    {
        var near = _a.AsSpan();
        core.CopyTo(near);
        shape.Dilate(near, shape.Pixels(options.ReachMm));
        BitPlane.And(limit, near);

        limit.CopyTo(near);
        shape.Dilate(near, shape.Pixels(options.MaxRimMm));
        BitPlane.And(rim, near);

        limit.CopyTo(near);
        BitPlane.Or(near, rim);
        shape.Dilate(near, 1);
        BitPlane.And(unwalled, near);
    }

    private int CountBrainLike(ReadOnlySpan<short> voxels, ReadOnlySpan<ulong> core)
    {
        HuThreshold.AtLeast(voxels, options.BrainLowHu, shape, _a);
        HuThreshold.AtLeast(voxels, options.BrainHighHu, shape, _b);
        return BitPlane.CountBoth(_a, core) - BitPlane.CountBoth(_b, core);
    }

    private void Below(ReadOnlySpan<short> voxels, short hu, Span<ulong> plane)
    {
        HuThreshold.AtLeast(voxels, hu, shape, plane);
        shape.Invert(plane);
    }
}
