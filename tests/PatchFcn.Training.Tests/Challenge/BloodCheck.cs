using PatchFcn.Core;
using PatchFcn.Core.Volumes;
using PatchFcn.Training.Challenge;

namespace PatchFcn.Training.Tests.Challenge;

/// <summary>What the blood of a case looks like.</summary>
internal static class BloodCheck
{
    public static double MedianHu(ChallengeCase made) => Statistics.Median(Blood(made).Select(at => (double)made.Ct.Voxels[at]));

    /// <summary>Share of the blood that lies in the intracranial space.</summary>
    public static double ShareInside(ChallengeCase made, VoxelMask brain)
    {
        var g = made.Ct.Geometry;
        return Blood(made).Average(at => brain[at / g.SliceLength, at / g.Columns % g.Rows, at % g.Columns] ? 1.0 : 0);
    }

    private static IEnumerable<int> Blood(ChallengeCase made) => Enumerable.Range(0, made.Truth.Labels.Length).Where(at => made.Truth.Labels[at] > 0);
}
