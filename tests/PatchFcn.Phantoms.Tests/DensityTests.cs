using System.Numerics;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Tests;

public sealed class DensityTests
{
    [Fact]
    public void Create_Brain_DensityAndNoiseAreThoseOfRealScans() => Assert.All(Cohort.Negative, phantom =>
    {
        var toMeanHead = Cohort.ToMeanHead(phantom);
        var (hu, differences) = (new List<double>(), new List<double>());
        var (geometry, ct) = (phantom.Ct.Geometry, phantom.Ct);
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 1; column < geometry.Columns - 1; column++)
                {
                    // Deep white matter of the centrum semiovale.
                    var p = toMeanHead(slice, row, column);
                    if (Math.Abs(p.X) is < 22 or > 30 || p.Z is < 34 or > 44 || p.Y is < -40 or > 15)
                        continue;
                    hu.Add(ct[slice, row, column]);
                    differences.Add(ct[slice, row, column + 1] - ct[slice, row, column]);
                }
        hu.Sort();
        var noise = Math.Sqrt(differences.Average(d => d * d) / 2);

        Assert.InRange(hu[hu.Count / 2], 12, 36);
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

    [Fact]
    public void Create_CavernousSinus_LiesAgainstTheTemporalLobeMostlyWithoutBoneBetweenThem()
    {
        // R181: in a flat one bone fills half of the voxels.
        var medians = Cohort.Negative.Select(phantom => MedianWithin(phantom, p => Math.Abs(p.X) is > 13 and < 18 && p.Y is > -2 and < 10 && p.Z is > -31 and < -24)).ToArray();

        Assert.InRange(medians.Count(hu => hu is > 30 and < 110), 14, medians.Length);
    }

    private static double MedianWithin(Phantom phantom, Predicate<Vector3> inMeanHead)
    {
        var (geometry, toMeanHead, hu) = (phantom.Ct.Geometry, Cohort.ToMeanHead(phantom), new List<short>());
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 0; column < geometry.Columns; column++)
                    if (inMeanHead(toMeanHead(slice, row, column)))
                        hu.Add(phantom.Ct[slice, row, column]);
        hu.Sort();
        return hu[hu.Count / 2];
    }

    private static double MedianOfBlood(Phantom phantom)
    {
        var hu = Cohort.Blood(phantom).Select(voxel => (double)voxel.Hu).Order().ToArray();
        return hu[hu.Length / 2];
    }
}
