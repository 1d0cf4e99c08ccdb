using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Tests;

/// <summary>R335: falx, tentorium and venous sinuses are as thick as in real heads, and blood beside them begins where they end.</summary>
public sealed class DuraTests
{
    private static readonly PhantomSpec Plain = PhantomSpec.Draw(5, Cohort.Options with { Bleed = BleedChoice.None, MatrixSize = 256 });

    [Fact]
    public void Create_ThickerSheets_AddAsMuchDenseTissueAlongTheMiddle()
    {
        double Falx(double mm) => Cohort.Densities(Create(Plain, new DuraSpec { FalxMm = mm, FalxBowMm = 0 }), p => Math.Abs(p.X) < 2 && p.Y is > -60 and < 40 && p.Z is > 45 and < 55).Average();
        var (thin, thick) = (Falx(0.8), Falx(3.6));

        Assert.InRange(thick - thin, 5, 40);
    }

    [Fact]
    public void Draw_Cohort_HasSheetsOfOneToFourMillimetres()
    {
        var thickness = Enumerable.Range(1, 300).Select(seed => DuraSpec.Draw(new((ulong)seed, "dura"))).SelectMany(dura => new[] { dura.FalxMm, dura.TentoriumMm }).ToArray();

        Assert.All(thickness, mm => Assert.InRange(mm, 0.8, 3.6));
        Assert.InRange(thickness.Count(mm => mm > 2), 150, 350);
    }

    [Fact]
    public void Create_ParafalcineBleed_BeginsWhereTheFalxEnds()
    {
        var drawn = Enumerable.Range(1, 2000).Select(seed => PhantomSpec.Draw((ulong)seed, Cohort.Options with { Bleed = BleedChoice.Sdh, MatrixSize = 256 }))
            .First(spec => spec.Bleeds is [{ Site: BleedSite.Parafalcine, TargetMl: > 6 }]);
        double Inner(double mm)
        {
            var phantom = Create(drawn, new DuraSpec { FalxMm = mm });
            var dura = new Dura(phantom.Spec.Anatomy);
            var sides = Cohort.Blood(phantom).Select(voxel => Math.Abs(voxel.At.X - (double)dura.FalxX(voxel.At))).Order().ToArray();
            return sides[sides.Length / 20];
        }

        Assert.InRange(Inner(3.6) - Inner(0.8), 0.7, 2.5);
    }

    private static Phantom Create(PhantomSpec spec, DuraSpec dura) => Phantom.Create(spec with { Anatomy = spec.Anatomy with { Dura = dura } }, TestContext.Current.CancellationToken);
}
