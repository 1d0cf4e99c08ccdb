using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Core.Densities;

/// <summary>In which order the slices of a study are best scored: an alarm need not wait for those that are unlikely to raise it. What is found does not depend on it.</summary>
public static class ScoringOrder
{
    /// <summary>Fresh blood is denser than brain, and less dense than bone and most calcifications.</summary>
    private const short LowestBloodHu = 50;

    private const short HighestBloodHu = 100;

    /// <summary>Half the width of what counts. Noise, vessels and partial volume of bone are narrower.</summary>
    private const double RadiusMm = 1;

    /// <summary>From here on a slice tells nothing of another. Large bleeds are about as high.</summary>
    private const double FarMm = 40;

    /// <summary>
    /// The analysis slices, the one with the largest area as dense as blood first (of equal ones the more inferior). The others follow by their place in that
    /// order divided by their distance to what stands before them: next to a slice that raised no alarm another seldom does, and what is as dense as brain
    /// shows in no area.
    /// </summary>
    /// <param name="grid">Where they lie.</param>
    /// <param name="volume">The source slices in HU.</param>
    /// <param name="brain">The voxels that were not stripped.</param>
    public static int[] LikelyFirst(AnalysisGrid grid, CtVolume volume, VoxelMask brain)
    {
        var areas = new int[grid.Source.SliceCount];
        Parallel.For(0, areas.Length, slice => areas[slice] = DenseArea(volume, brain, slice));
        var densestFirst = Enumerable.Range(0, grid.SliceCount).OrderByDescending(slice => grid.Shares(slice, channel: 1).Sum(share => share.Weight * areas[share.Slice]));
        return Spread(densestFirst, [.. grid.Slabs.Select(slab => slab.CentreMm)]);
    }

    private static int[] Spread(IEnumerable<int> densestFirst, double[] centresMm)
    {
        var left = densestFirst.Select((slice, place) => (Slice: slice, Place: place + 1)).ToList();
        var distancesMm = new double[centresMm.Length];
        Array.Fill(distancesMm, FarMm);
        var order = new List<int>();
        while (left.Count > 0)
        {
            var next = left.MinBy(candidate => candidate.Place / distancesMm[candidate.Slice]);
            left.Remove(next);
            order.Add(next.Slice);
            for (var slice = 0; slice < distancesMm.Length; slice++)
                distancesMm[slice] = Math.Min(distancesMm[slice], Math.Abs(centresMm[slice] - centresMm[next.Slice]));
        }
        return [.. order];
    }

    /// <summary>Pixels of a source slice.</summary>
    private static int DenseArea(CtVolume volume, VoxelMask brain, int slice)
    {
        var shape = BitPlane.Of(volume.Geometry);
        var (dense, denser) = (new ulong[shape.Length], new ulong[shape.Length]);
        HuThreshold.AtLeast(volume.Slice(slice), LowestBloodHu, shape, dense);
        HuThreshold.AtLeast(volume.Slice(slice), HighestBloodHu, shape, denser);
        BitPlane.AndNot(dense, denser);
        BitPlane.And(dense, brain.Slice(slice));
        shape.Open(dense, shape.Pixels(RadiusMm));
        return BitPlane.Count(dense);
    }
}
