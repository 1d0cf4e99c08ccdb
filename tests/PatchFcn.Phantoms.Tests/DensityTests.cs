using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Tests;

public sealed class DensityTests
{
    [Fact]
    public void Create_Brain_DensityAndNoiseAreThoseOfRealScans() => Assert.All(Cohort.Negative, phantom =>
    {
        var (ct, hu, differences) = (phantom.Ct, new List<double>(), new List<double>());
        // Deep white matter of the centrum semiovale.
        foreach (var (slice, row, column) in Cohort.Within(phantom, p => Math.Abs(p.X) is >= 22 and <= 30 && p.Z is >= 34 and <= 44 && p.Y is >= -40 and <= 15))
            if (column > 0 && column < ct.Geometry.Columns - 1)
            {
                hu.Add(ct[slice, row, column]);
                differences.Add(ct[slice, row, column + 1] - ct[slice, row, column]);
            }
        var noise = Math.Sqrt(differences.Average(d => d * d) / 2);

        Assert.InRange(Cohort.Median(hu), 12, 36);
        Assert.InRange(noise, 0.4 * phantom.Spec.Scanner.NoiseHu, 2.5 * phantom.Spec.Scanner.NoiseHu);
    });

    [Fact]
    public void Create_AcuteBlood_IsBrighterThanGreyMatterButDarkerThanBone() => Assert.All(
        Cohort.Positive.Where(phantom => phantom.Spec.Bleeds.All(bleed => bleed.Age == BloodAge.Acute) && phantom.Bleeds[0].Type is BleedType.Edh or BleedType.Iph),
        phantom => Assert.InRange(MedianOfBlood(phantom), phantom.Spec.Anatomy.GreyHu, 95));

    [Fact]
    public void Create_SubacuteSubdural_HidesInTheDensityOfBrain()
    {
        var isodense = Enumerable.Range(1, 400)
            .Select(seed => PhantomSpec.Draw((ulong)seed, Cohort.Options with { Bleed = BleedChoice.Sdh }))
            .First(spec => spec.Bleeds is [{ Age: BloodAge.Subacute, TargetMl: > 15 }]);

        var phantom = Phantom.Create(isodense, TestContext.Current.CancellationToken);

        Assert.InRange(MedianOfBlood(phantom), phantom.Spec.Anatomy.WhiteHu - 6, phantom.Spec.Anatomy.GreyHu + 10);
    }

    [Fact]
    public void At_LandmarksOfTheMeanHead_AreWhatTheyShouldBe()
    {
        Assert.InRange(Cavity.Distance(new(0, -18, 6)), -90, -20);
        Assert.InRange(Cavity.Distance(new(0, 5, -36)), 2, 40);
        Assert.InRange(Cavity.Distance(new(43, -2, -40)), -20, -4);
        Assert.InRange(Cavity.Distance(new(0, -46, -75)), -20, -10);
        Assert.InRange(Cavity.Distance(new(0, -16, 90)), 4, 10);
    }

    /// <summary>R181.</summary>
    [Fact]
    public void Create_CavernousSinus_LiesAgainstTheTemporalLobeMostlyWithoutBoneBetweenThem()
    {
        // In a flat one bone fills half of the voxels.
        var medians = Cohort.Negative.Select(phantom => Cohort.Median(Cohort.Densities(phantom, p => Math.Abs(p.X) is > 13 and < 18 && p.Y is > -2 and < 10 && p.Z is > -31 and < -24))).ToArray();

        Assert.InRange(medians.Count(hu => hu is > 30 and < 110), 14, medians.Length);
    }

    private static double MedianOfBlood(Phantom phantom) => Cohort.Median(Cohort.Blood(phantom).Select(voxel => (double)voxel.Hu));
}
