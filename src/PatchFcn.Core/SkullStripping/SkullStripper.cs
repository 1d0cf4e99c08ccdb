using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.SkullStripping;

/// <summary>
/// Removes skull, face and everything else outside the intracranial space, as the paper does (threshold bone; close, open, fill), on slices
/// as acquired. The heavy part looks at each slice alone, so that it can run on any slabs of slices, without overlap, and joins to the same
/// mask.
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
        var candidates = Concatenate(slabs, geometry);
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
            var fits = slab.FirstSlice == next && slab.SliceCount <= geometry.SliceCount - next
                && (slab.Core.Rows, slab.Core.Columns) == (geometry.Rows, geometry.Columns);
            if (!fits)
                break;
            slab.CopyTo(whole);
            next += slab.SliceCount;
        }
        return next == geometry.SliceCount ? whole : throw new ArgumentException("The slabs do not make up the stack.", nameof(slabs));
    }
}
