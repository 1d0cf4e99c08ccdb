using System.Numerics;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Bleeds;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Tests;

public sealed class PhantomTests
{
    [Fact]
    public void Create_SameSeed_SameVoxels()
    {
        var again = Cohort.Create(Cohort.Positive[0].Spec.Seed, BleedChoice.Sdh);

        Assert.Equal(Cohort.Positive[0].Spec.ToString(), again.Spec.ToString());
        Assert.True(Cohort.Positive[0].Ct.Voxels.SequenceEqual(again.Ct.Voxels));
        Assert.True(Cohort.Positive[0].Truth.Labels.SequenceEqual(again.Truth.Labels));
    }

    [Fact]
    public async Task Create_OneProcessor_SameVoxelsAsWithAll()
    {
        var spec = PhantomSpec.Draw(5, new PhantomOptions { Bleed = BleedChoice.Iph, MatrixSize = 64, SliceSpacingMm = 10 });
        var parallel = Phantom.Create(spec, TestContext.Current.CancellationToken);

        // Parallel loops run on the scheduler of the task they start in; this one runs one piece of work at a time.
        var alone = await Task.Factory.StartNew(
            () => Phantom.Create(spec), TestContext.Current.CancellationToken, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);

        Assert.True(parallel.Ct.Voxels.SequenceEqual(alone.Ct.Voxels));
    }

    [Fact]
    public void Create_NoBleed_TruthIsEmpty() => Assert.All(Cohort.Negative, phantom => Assert.Equal(0, phantom.VolumeMl));

    [Fact]
    public void Create_Bleed_TruthHasTheVolumeOfTheBlood() => Assert.All(Cohort.Positive, phantom =>
    {
        var blood = phantom.Bleeds.Sum(bleed => bleed.VolumeMl);
        Assert.InRange(phantom.VolumeMl, 0.8 * blood - 0.4, 1.2 * blood + 0.4);
    });

    [Fact]
    public void Create_Bleed_BloodHasTheWantedVolumeOrFillsItsCompartment() => Assert.All(Cohort.Positive, phantom =>
    {
        var wanted = phantom.Spec.Bleeds.Where(bleed => bleed.IsPositive).Sum(bleed => bleed.TargetMl);
        var blood = phantom.Bleeds.Sum(bleed => bleed.VolumeMl);
        var mayBeFull = phantom.Bleeds.Any(bleed => bleed.Type is BleedType.Sah or BleedType.Ivh);
        Assert.InRange(blood, mayBeFull ? 0.3 * wanted : 0.93 * wanted, 1.07 * wanted + 0.1);
    });

    [Fact]
    public void Create_Bleed_LiesInsideTheSkullOnItsSide() => Assert.All(Cohort.Positive, phantom =>
    {
        var voxels = Cohort.Blood(phantom).ToArray();
        var side = phantom.Bleeds[0].Side;

        // Half a voxel of 1.8 mm, and the blur of a patient who moves.
        var slack = 1.5f + 2 * (float)phantom.Spec.Scanner.MotionMm;
        Assert.NotEmpty(voxels);
        Assert.All(voxels, voxel => Assert.InRange(Cavity.Distance(voxel.At), -200, slack));
        if (side != 0)
            Assert.InRange(voxels.Count(voxel => voxel.At.X * side > -slack), 0.97 * voxels.Length, voxels.Length);
    });

    [Fact]
    public void Create_ConvexitySubduralOrEpidural_LiesAgainstTheInnerTable() => Assert.All(
        Cohort.Positive.Where(phantom => phantom.Spec.Bleeds is [{ Site: BleedSite.Convexity or BleedSite.Epidural, Age: not BloodAge.Chronic }]),
        phantom =>
        {
            var shape = new ExtraAxialShape(phantom.Spec.Bleeds[0].InMeanHead(phantom.Spec.Anatomy));
            var depths = Cohort.Blood(phantom).Select(voxel => -Cavity.Distance(voxel.At)).ToArray();
            Assert.InRange(depths.Min(), -4 - 2 * phantom.Spec.Scanner.MotionMm, 2);
            Assert.InRange(depths.Max(), 1, 1.6 * shape.ThicknessMm + 8);
        });

    [Fact]
    public void Create_IntraventricularBleed_LiesInTheVentricles() => Assert.All(
        Cohort.Positive.Where(phantom => phantom.Bleeds[0].Type == BleedType.Ivh),
        phantom =>
        {
            var ventricles = new Ventricles(phantom.Spec.Anatomy);
            Assert.All(Cohort.Blood(phantom), voxel => Assert.InRange(ventricles.Distance(voxel.At), -20, 3.5 + 2 * phantom.Spec.Scanner.MotionMm));
        });

    [Fact]
    public void Create_Labels_NameTheTypeOfTheBleed() => Assert.All(Cohort.Positive, phantom =>
        Assert.Equal([(byte)Math.Min((int)phantom.Bleeds[0].Type + 1, 4)], Cohort.Blood(phantom).Select(voxel => voxel.Label).Distinct()));

    [Fact]
    public void Create_Cancelled_Stops() => Assert.ThrowsAny<OperationCanceledException>(
        () => Phantom.Create(PhantomSpec.Draw(1, Cohort.Options), new CancellationToken(canceled: true)));

    [Fact]
    public void Draw_OptionOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PhantomSpec.Draw(1, new PhantomOptions { MatrixSize = 63 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PhantomSpec.Draw(1, new PhantomOptions { SliceSpacingMm = double.NaN }));
    }

    [Fact]
    public void Draw_ManySeeds_SkullsHoldAsMuchAsRealOnes()
    {
        // Measured on the mean head by counting points inside the inner table.
        const double MeanHeadLitres = 2.04;
        var litres = Enumerable.Range(0, 500).Select(seed => PhantomSpec.Draw((ulong)seed).Anatomy.VolumeScale * MeanHeadLitres).ToArray();

        Assert.InRange(litres.Average(), 1.42, 1.56);
        Assert.All(litres, value => Assert.InRange(value, 1.0, 2.0));
    }

    [Fact]
    public void Draw_OptionGiven_NothingElseChanges()
    {
        var (drawn, wanted) = (PhantomSpec.Draw(4), PhantomSpec.Draw(4, new PhantomOptions { MatrixSize = 256, PixelSpacingMm = 0.9, Bleed = BleedChoice.None }));

        Assert.Equal(drawn.Anatomy, wanted.Anatomy);
        Assert.Equal(drawn.Pose, wanted.Pose);
        Assert.Equal(drawn.Scanner with { MatrixSize = 256, PixelSpacingMm = 0.9 }, wanted.Scanner);
    }

    [Fact]
    public void Draw_ManySeeds_EveryTypeAndAgeAndBothSidesOccur()
    {
        var bleeds = Enumerable.Range(0, 2000).SelectMany(seed => PhantomSpec.Draw((ulong)seed).Bleeds).ToArray();

        Assert.Equal(Enum.GetValues<BleedSite>().Order(), bleeds.Select(bleed => bleed.Site).Distinct().Order());
        Assert.Equal(Enum.GetValues<BloodAge>().Order(), bleeds.Select(bleed => bleed.Age).Distinct().Order());
        Assert.InRange(bleeds.Count(bleed => bleed.Side > 0) / (double)bleeds.Count(bleed => bleed.Side < 0), 0.85, 1.18);
        Assert.All(bleeds, bleed => Assert.InRange(bleed.TargetMl, 0.3, 120));
    }

    [Fact]
    public void Draw_HardSuite_HalfHasBleedsAThirdOfThemSmallAndEveryHeadMimics()
    {
        var specs = Enumerable.Range(1, 300).Select(seed => PhantomSpec.Draw((ulong)seed, new PhantomOptions { Difficulty = Difficulty.Hard })).ToArray();

        var bleeds = specs.SelectMany(spec => spec.Bleeds).Where(bleed => bleed.IsPositive).ToArray();
        Assert.Equal(150, bleeds.Length);
        Assert.Equal(50, bleeds.Count(bleed => bleed.TargetMl is >= 1 and < 5));
        Assert.All(bleeds.CountBy(bleed => bleed.Type), type => Assert.Equal(30, type.Value));
        Assert.Equal(10, bleeds.Count(bleed => bleed.Age == BloodAge.Subacute));
        Assert.All(specs, spec => Assert.True(spec.Anatomy.Incidentals.HasMimic));
    }

    [Fact]
    public void Draw_Incidentals_SayNothingAboutTheBleed()
    {
        PhantomSpec Draw(ulong seed, BleedChoice bleed) => PhantomSpec.Draw(seed, new PhantomOptions { Bleed = bleed, Difficulty = Difficulty.Hard });

        for (var seed = 0UL; seed < 100; seed++)
            Assert.Equal(Draw(seed, BleedChoice.None).Anatomy, Draw(seed, BleedChoice.Edh).Anatomy);
    }

    [Fact]
    public void Paint_DenseSinuses_AreAsDenseAsDrawnAndNoBlood()
    {
        var options = Cohort.Options with { Bleed = BleedChoice.None, Difficulty = Difficulty.Hard };
        var spec = Enumerable.Range(1, 200).Select(seed => PhantomSpec.Draw((ulong)seed, options))
            .First(spec => spec.Anatomy.Incidentals is { DenseSinusHu: > 75, DenseSinusSide: 0 });

        // In the middle of the straight sinus.
        var point = new HeadPoint(0, 1);
        new Brain(spec.Anatomy).Paint(ref point, new Vector3(0, -73, -6.5f), -20, 0);

        Assert.Equal(spec.Anatomy.Incidentals.DenseSinusHu, point.Hu, 0.1);
        Assert.Equal(0, Phantom.Create(spec, TestContext.Current.CancellationToken).VolumeMl);
    }

    [Fact]
    public void At_LayeredBlood_IsDenserBelowTheLevel()
    {
        var bleed = Enumerable.Range(1, 500).SelectMany(seed => PhantomSpec.Draw((ulong)seed, Cohort.Options with { Bleed = BleedChoice.Edh }).Bleeds)
            .First(bleed => bleed is { Layered: true, Type: BleedType.Edh });
        var texture = new BloodTexture(bleed, -Vector3.UnitY);

        float Mean(float front) => Enumerable.Range(-10, 21).Average(x => texture.At(new((float)bleed.X + x, (float)bleed.Y + front, (float)bleed.Z)));

        Assert.True(Mean(-3) > Mean(3) + 10);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(200)]
    [InlineData(257)]
    public void Create_AnyMatrixSize_FillsIt(int size)
    {
        var options = new PhantomOptions { Bleed = BleedChoice.None, MatrixSize = size, SliceSpacingMm = 20 };

        var phantom = Phantom.Create(PhantomSpec.Draw(9, options), TestContext.Current.CancellationToken);

        Assert.Equal((size, size), (phantom.Ct.Geometry.Rows, phantom.Ct.Geometry.Columns));
        Assert.True(phantom.Ct.Voxels.ToArray().Count(hu => hu is > 0 and < 80) > phantom.Ct.Voxels.Length / 20);
    }
}
