namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>Divides a stack into slabs, so that every stretch of it belongs to exactly one.</summary>
internal static class SlabPartition
{
    /// <summary>
    /// A slice that stands for at least this part of a slab is taken as acquired: averaging it with a neighbour would blur more than it steadies.
    /// 0.69 and neither 0.7 nor 0.75, so that slices of 3.5 and 3.75 mm, and the step from 2.5 to 5 mm within a stack, are not decided by rounding.
    /// </summary>
    private const double ThickPart = 0.69;

    /// <summary>The stretch that every source slice stands for: half the way to each neighbour (<see cref="VolumeGeometry.SliceExtent"/>).</summary>
    public static Slab[] Slices(VolumeGeometry geometry)
    {
        var positions = geometry.SlicePositions;
        var last = geometry.SliceCount - 1;
        var slices = new Slab[geometry.SliceCount];
        var lower = positions[0] - geometry.SliceExtent(0) / 2;
        for (var i = 0; i <= last; i++)
        {
            var upper = i < last ? (positions[i] + positions[i + 1]) / 2 : positions[i] + geometry.SliceExtent(i) / 2;
            slices[i] = new Slab(lower, upper, positions[i]);
            lower = upper;
        }
        return slices;
    }

    /// <summary>
    /// Thick slices as they are; each run of thinner ones divided evenly into slabs as near to <paramref name="slabMm"/> as a whole number allows.
    /// </summary>
    public static Slab[] Divide(Slab[] slices, double? slabMm)
    {
        if (slabMm is not { } target)
            return slices;
        var slabs = new List<Slab>();
        for (var i = 0; i < slices.Length;)
        {
            if (IsThick(slices[i], target))
            {
                slabs.Add(slices[i++]);
                continue;
            }
            var first = i;
            while (i < slices.Length && !IsThick(slices[i], target))
                i++;
            slabs.AddRange(DivideEvenly(slices[first].LowerMm, slices[i - 1].UpperMm, target));
        }
        return [.. slabs];
    }

    private static bool IsThick(Slab slice, double slabMm) => slice.ThicknessMm >= ThickPart * slabMm;

    private static IEnumerable<Slab> DivideEvenly(double lower, double upper, double slabMm)
    {
        var count = Math.Max(1, (int)Math.Round((upper - lower) / slabMm));
        var thickness = (upper - lower) / count;
        for (var i = 0; i < count; i++)
            yield return new Slab(lower + i * thickness, lower + (i + 1) * thickness, lower + (i + 0.5) * thickness);
    }
}
