using System.Numerics;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Tests;

/// <summary>R386: grey matter differs from head to head: the density and edges of the deep nuclei, the cortex, the fluid and the free edge of the falx between the hemispheres.</summary>
public sealed class GreyMatterTests
{
    private static readonly PhantomSpec Plain = PhantomSpec.Draw(5, Cohort.Options with { Bleed = BleedChoice.None, MatrixSize = 256 });

    [Fact]
    public void Create_DenserNuclei_AreDenser()
    {
        double Thalamus(double hu) => Density(new GreyMatterSpec { ThalamusHu = hu }, p => InThalamus(p) < 0.6f);

        Assert.InRange(Thalamus(2) - Thalamus(-3), 3.5, 6);
    }

    [Fact]
    public void Create_SharperEdges_LeaveLessOfTheNucleusOutsideIt()
    {
        double Fall(double edge)
        {
            var matter = new GreyMatterSpec { NucleusEdge = edge, NucleusStrayMm = 0, ThalamusHu = 2 };
            return Density(matter, p => p.Z > 2 && InThalamus(p) is > 0.8f and < 0.95f) - Density(matter, p => p.Z > 2 && p.X is > 16 or < -16 && InThalamus(p) is > 1.05f and < 1.2f);
        }

        Assert.InRange(Fall(1) - Fall(0.25), 0.7, 6);
    }

    [Fact]
    public void Create_NucleiJoined_LeaveNoWhiteMatterBetweenThem()
    {
        double Between(double mm) => Density(
            new GreyMatterSpec { NucleiJoinedMm = mm, NucleusEdge = 1, NucleusStrayMm = 0 },
            p => Math.Abs(p.X) is > 14 and < 25 && p.Y is > -18 and < 10 && p.Z is > 1 and < 7
                && InThalamus(p) > 1.1f && Inside(p, 26.5f, 3, 2, 6, 17, 12) > 1.1f && Inside(p, 20, -4, 0, 4.5f, 9, 7) > 1.1f && Inside(p, 13, 15, 6, 6, 10, 9) > 1.1f);

        Assert.InRange(Between(10) - Between(0), 2, 10);
    }

    [Fact]
    public void Create_HemispheresThatTouchTheFalx_LeaveLessFluidBesideIt()
    {
        double Beside(double share) => Density(
            new GreyMatterSpec { FissureShare = share }, p => Math.Abs(p.X) is > 1.5f and < 4 && p.Y is > -60 and < 40 && p.Z is > 45 and < 55);

        Assert.InRange(Beside(0) - Beside(1.3), 2, 20);
    }

    [Fact]
    public void Create_FalxThatReachesFurther_IsThereBelowTheOthers()
    {
        double Edge(double mm) => Cohort.Densities(
            Create(Plain.Anatomy with { Dura = new DuraSpec { FalxMm = 3, FalxBowMm = 0, FalxReachMm = mm } }), p => Math.Abs(p.X) < 1.5f && p.Y is > -25 and < 5 && p.Z is > 34 and < 38).Average();

        Assert.InRange(Edge(8) - Edge(-6), 3, 40);
    }

    [Fact]
    public void Draw_Cohort_HoldsHeadsWhoseHemispheresTouchTheFalx()
    {
        var drawn = Enumerable.Range(1, 300).Select(seed => GreyMatterSpec.Draw(new((ulong)seed, "grey matter"))).ToArray();

        Assert.InRange(drawn.Count(matter => matter.FissureShare == 0), 75, 135);
        Assert.All(drawn, matter => Assert.InRange(matter.NucleusEdge, 0.25, 1));
    }

    private static float InThalamus(Vector3 p) => Inside(p, 12.5f, -18, 7, 10, 15, 10);

    private static float Inside(Vector3 p, float x, float y, float z, float a, float b, float c) => (new Vector3(Math.Abs(p.X) - x, p.Y - y, p.Z - z) / new Vector3(a, b, c)).Length();

    private static double Density(GreyMatterSpec matter, Predicate<Vector3> where) => Cohort.Densities(Create(Plain.Anatomy with { GreyMatter = matter }), where).Average();

    private static Phantom Create(AnatomySpec anatomy) => Phantom.Create(Plain with { Anatomy = anatomy }, TestContext.Current.CancellationToken);
}
