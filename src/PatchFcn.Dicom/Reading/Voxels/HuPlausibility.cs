namespace PatchFcn.Dicom.Reading.Voxels;

/// <summary>Whether values can be the densities of a head: much air around it, much soft tissue, some bone.</summary>
internal static class HuPlausibility
{
    private const int LargestAir = -700;
    private const int SmallestSoft = -150;
    private const int LargestSoft = 150;
    private const int SmallestBone = 250;
    private const double SmallestAirShare = 0.02;
    private const double SmallestSoftShare = 0.02;
    private const double SmallestBoneShare = 0.001;

    /// <summary>A sample of this many voxels is looked at.</summary>
    private const int SampleSize = 200_000;

    /// <summary>Whether the values, with <paramref name="intercept"/> added, can be a head's.</summary>
    public static bool IsHead(ReadOnlySpan<short> voxels, int intercept = 0)
    {
        // An odd step does not run along the columns.
        var step = Math.Max(1, voxels.Length / SampleSize) | 1;
        var (air, soft, bone, count) = (0, 0, 0, 0);
        for (var i = 0; i < voxels.Length; i += step)
        {
            var density = voxels[i] + intercept;
            count++;
            air += density <= LargestAir ? 1 : 0;
            soft += density is >= SmallestSoft and <= LargestSoft ? 1 : 0;
            bone += density >= SmallestBone ? 1 : 0;
        }
        return air >= SmallestAirShare * count && soft >= SmallestSoftShare * count && bone >= SmallestBoneShare * count;
    }
}
