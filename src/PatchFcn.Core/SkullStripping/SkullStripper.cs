using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.SkullStripping;

/// <summary>
/// Removes skull, face and everything else outside the intracranial space, as the paper does (threshold bone; close, open, fill), on slices as acquired.
/// The heavy part looks at each slice alone, so that it can run on any slabs of slices, without overlap, and joins to the same mask.
/// </summary>
public static class SkullStripper
{
    /// <summary>Strips a whole volume.</summary>
    public static SkullStripResult Strip(CtVolume volume, SkullStripOptions? options = null) =>
        Join([PrepareSlab(volume, 0, options)], volume.Geometry, options);

    /// <summary>The heavy part: finds what may be brain in a slab of slices.</summary>
    /// <param name="slab">Neighbouring slices of the stack; a slab needs no overlap with the next.</param>
    /// <param name="firstSlice">Index of the slab's first slice in the whole stack.</param>
    /// <param name="options">The numbers to work with; the same must be given to <see cref="Join"/>.</param>
    public static SlabCandidates PrepareSlab(CtVolume slab, int firstSlice, SkullStripOptions? options = null)
    {
        var geometry = slab.Geometry;
        var candidates = new SlabCandidates(firstSlice, geometry.SliceCount, geometry.Rows, geometry.Columns);
        Parallel.For(
            0,
            geometry.SliceCount,
            () => new SlicePreparation(BitPlane.Of(geometry), options ?? SkullStripOptions.Default),
            (slice, _, preparation) =>
            {
                preparation.Prepare(slab.Slice(slice), candidates, slice);
                return preparation;
            },
            _ => { });
        return candidates;
    }

    /// <summary>The light part: picks the brain out of the candidates of all slabs and judges whether it can be one.</summary>
    /// <param name="slabs">The slabs, in any order; together they hold every slice once.</param>
    /// <param name="geometry">Geometry of the whole stack.</param>
    /// <param name="options">The numbers to work with.</param>
    /// <exception cref="ArgumentException">The slabs do not make up the stack.</exception>
    public static SkullStripResult Join(IReadOnlyList<SlabCandidates> slabs, VolumeGeometry geometry, SkullStripOptions? options = null)
    {
        options ??= SkullStripOptions.Default;
        var candidates = slabs.Count == 1 ? slabs[0] : Concatenate(slabs, geometry);
        if (candidates.FirstSlice != 0 || candidates.SliceCount != geometry.SliceCount ||
            candidates.Core.Rows != geometry.Rows || candidates.Core.Columns != geometry.Columns)
            throw new ArgumentException("The slabs do not make up the stack.", nameof(slabs));
        var selection = new BrainSelection(candidates, geometry, options);
        selection.Select();
        return new Plausibility(candidates, geometry, options).Judge(selection.Brain, selection.Widest);
    }

    private static SlabCandidates Concatenate(IReadOnlyList<SlabCandidates> slabs, VolumeGeometry geometry)
    {
        var whole = new SlabCandidates(0, geometry.SliceCount, geometry.Rows, geometry.Columns);
        var next = 0;
        foreach (var slab in slabs.OrderBy(slab => slab.FirstSlice))
        {
            if (slab.FirstSlice != next || slab.SliceCount > geometry.SliceCount - next || slab.Core.WordsPerRow != whole.Core.WordsPerRow || slab.Core.Rows != geometry.Rows)
                throw new ArgumentException("The slabs do not make up the stack.", nameof(slabs));
            slab.CopyTo(whole);
            next += slab.SliceCount;
        }
        return next == geometry.SliceCount ? whole : throw new ArgumentException("The slabs do not make up the stack.", nameof(slabs));
    }
}
