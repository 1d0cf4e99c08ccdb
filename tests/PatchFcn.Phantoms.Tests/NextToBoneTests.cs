using System.Numerics;
using PatchFcn.Phantoms.Anatomy;

namespace PatchFcn.Phantoms.Tests;

/// <summary>R182: next to the bone phantoms have what deceives there in real heads.</summary>
public sealed class NextToBoneTests
{
    [Fact]
    public void Create_FrontalSinus_IsAirBetweenTwoPlatesInMostHeads()
    {
        var aerated = Cohort.Negative.Where(phantom => phantom.Spec.Anatomy.Frontal is { SinusDepthMm: > 9, SinusTopMm: > 0, PosteriorWallMm: < 3 }).ToArray();

        Assert.InRange(aerated.Length, 6, Cohort.Negative.Count);
        Assert.All(aerated, phantom =>
        {
            var (wall, depth) = ((float)phantom.Spec.Anatomy.Frontal.PosteriorWallMm, (float)phantom.Spec.Anatomy.Frontal.SinusDepthMm);
            bool Before(Vector3 p, float from, float to) => p.Y > 60 && Math.Abs(p.X) is > 3 and < 7 && p.Z is > -20 and < -10 && Cavity.Distance(p) is var d && d > from && d < to;
            var (air, brain) = (Cohort.Densities(phantom, p => Before(p, wall + 1, wall + 0.5f * depth)), Cohort.Densities(phantom, p => Before(p, -12, -4)));

            Assert.InRange(Cohort.Median(air), -1024, -300);
            Assert.InRange(Cohort.Median(brain), -10, 200);
        });
    }

    [Fact]
    public void Create_OldDefect_IsScarWhereTheOtherSideIsBone()
    {
        var spec = Enumerable.Range(1, 1000)
            .Select(seed => PhantomSpec.Draw((ulong)seed, Cohort.Options with { Bleed = BleedChoice.None, Difficulty = Difficulty.Hard }))
            .First(spec => spec.Anatomy.Incidentals.Defect is { Present: true, Closed: < 0.1, Place: { RadiusMm: > 15, Z: > 15 } } && spec.Anatomy.Incidentals.BurrHoleMm == 0);
        var phantom = Phantom.Create(spec, TestContext.Current.CancellationToken);
        var axis = Vector3.Normalize(spec.Anatomy.Incidentals.Defect.Place.Centre - Cavity.Centre);
        bool Gap(Vector3 p) => Cavity.Distance(p) is > 1 and < 4 && Vector3.Dot(Vector3.Normalize(p - Cavity.Centre), axis) > 0.99f;

        Assert.InRange(Cohort.Median(Cohort.Densities(phantom, Gap)), 0, 120);
        Assert.InRange(Cohort.Median(Cohort.Densities(phantom, p => Gap(p with { X = -p.X }))), 300, 2000);
    }

    [Fact]
    public void Create_Halo_BrightensBrainByTheBoneAndNothingDeepInside()
    {
        var spec = Cohort.Negative[0].Spec;
        Phantom Scan(double haloHu) => Phantom.Create(spec with { Scanner = spec.Scanner with { HaloHu = haloHu, HaloMm = 4 } }, TestContext.Current.CancellationToken);
        var (plain, bright) = (Scan(0), Scan(30));
        bool Shell(Vector3 p) => p.Z is > 20 and < 50 && Cavity.Distance(p) is > -6 and < -3;
        bool Deep(Vector3 p) => p.Z is > 20 and < 50 && Cavity.Distance(p) < -25;

        Assert.InRange(Cohort.Densities(bright, Shell).Average() - Cohort.Densities(plain, Shell).Average(), 2, 20);
        Assert.InRange(Cohort.Densities(bright, Deep).Average() - Cohort.Densities(plain, Deep).Average(), -0.5, 0.5);
    }
}
