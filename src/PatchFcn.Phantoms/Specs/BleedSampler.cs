using PatchFcn.Phantoms.Randomness;

namespace PatchFcn.Phantoms.Specs;

/// <summary>Draws bleeds: where each type sits in real heads, how large it gets there, how old it may be.</summary>
internal static class BleedSampler
{
    internal static IReadOnlyList<BleedSpec> Draw(PhantomRandom random, BleedChoice choice) => choice switch
    {
        BleedChoice.None => [],
        BleedChoice.Sdh => [Draw(random, BleedType.Sdh)],
        BleedChoice.Edh => [Draw(random, BleedType.Edh)],
        BleedChoice.Iph => [Draw(random, BleedType.Iph)],
        BleedChoice.Sah => [Draw(random, BleedType.Sah)],
        BleedChoice.Ivh => [Draw(random, BleedType.Ivh)],
        _ => DrawRandom(random),
    };

    private static List<BleedSpec> DrawRandom(PhantomRandom random)
    {
        var bleeds = new List<BleedSpec>();
        var count = random.PickWeighted((0, 40), (1, 40), (2, 14), (3, 6));
        while (bleeds.Count < count)
        {
            var bleed = Draw(random, random.Pick(BleedType.Sdh, BleedType.Edh, BleedType.Iph, BleedType.Sah, BleedType.Ivh));
            bleeds.Add(bleed);
            // Deep hematomas often break into the ventricles.
            if (bleed.Site is BleedSite.Thalamus or BleedSite.BasalGanglia && bleed.TargetMl > 12 && random.Chance(0.6))
                bleeds.Add(Draw(random, BleedType.Ivh));
        }
        return bleeds;
    }

    /// <summary>As <see cref="Difficulty.Hard"/> says: every second seed, types and sizes in turn.</summary>
    internal static IReadOnlyList<BleedSpec> DrawHard(PhantomRandom random, ulong seed)
    {
        if (seed % 2 == 0)
            return [];
        var turn = seed / 2;
        var (type, small) = ((BleedType)(turn % 5), turn % 3 == 0);
        var isodense = type == BleedType.Sdh && turn % 3 == 1;
        BleedSpec bleed;
        do
            bleed = Draw(random, type);
        while (bleed.TargetMl < 1 || bleed.TargetMl < 5 != small || (bleed.Age == BloodAge.Subacute) != isodense);
        return [bleed];
    }

    internal static BleedSpec Draw(PhantomRandom random, BleedType type) => type switch
    {
        BleedType.Sdh => random.PickWeighted<Func<PhantomRandom, BleedSpec>>((Convexity, 0.75), (Parafalcine, 0.15), (Tentorial, 0.10))(random),
        BleedType.Edh => Epidural(random),
        BleedType.Iph => random.PickWeighted<Func<PhantomRandom, BleedSpec>>((Hematoma, 0.6), (Contusion, 0.28), (Shear, 0.12))(random),
        BleedType.Sah => Subarachnoid(random),
        _ => Intraventricular(random),
    };

    /// <summary>A chronic subdural: dark, not called acute, and so a mimic.</summary>
    internal static BleedSpec ChronicSubdural(PhantomRandom random) =>
        Convexity(random) with { Age = BloodAge.Chronic, Hu = random.Uniform(9, 24), TargetMl = random.LogUniform(8, 110) };

    /// <summary>An old infarct: dark, shrunken, perhaps with faint calcification; a mimic.</summary>
    internal static BleedSpec OldInfarct(PhantomRandom random)
    {
        var side = random.Sign();
        var (x, y, z) = random.Pick((50.0, -10.0, 22.0), (40.0, 42.0, 22.0), (30.0, -78.0, 8.0), (50.0, -45.0, 10.0), (24.0, 2.0, 6.0));
        return Create(random, BleedType.Iph, BleedSite.OldInfarct, side, random.LogUniform(1, 70), random.Uniform(10, 22),
            (side * x + random.Normal(0, 5), y + random.Normal(0, 5), z + random.Normal(0, 5)), random.Uniform(0.9, 1.5)) with
        { Age = BloodAge.Chronic };
    }

    private static BleedSpec Convexity(PhantomRandom random)
    {
        var side = random.Sign();
        var age = random.PickWeighted((BloodAge.Acute, 0.6), (BloodAge.Hyperacute, 0.14), (BloodAge.Subacute, 0.26));
        var hu = age == BloodAge.Subacute ? random.Uniform(30, 43) : AcuteHu(random);
        return Create(random, BleedType.Sdh, BleedSite.Convexity, side, random.LogUniform(age == BloodAge.Subacute ? 5 : 1.2, 110), hu,
            (side * 62, random.Uniform(-60, 48), random.Uniform(12, 58)), random.Uniform(1.4, 3.2)) with
        { Age = age, Layered = age != BloodAge.Acute && random.Chance(0.35) };
    }

    private static BleedSpec Parafalcine(PhantomRandom random)
    {
        var side = random.Sign();
        return Create(random, BleedType.Sdh, BleedSite.Parafalcine, side, random.LogUniform(0.8, 18), AcuteHu(random),
            (side * 2, random.Uniform(-85, 45), random.Uniform(38, 62)), random.Uniform(1, 3));
    }

    private static BleedSpec Tentorial(PhantomRandom random)
    {
        var side = random.Sign();
        return Create(random, BleedType.Sdh, BleedSite.Tentorial, side, random.LogUniform(2, 12), AcuteHu(random),
            (side * random.Uniform(18, 42), random.Uniform(-75, -45), random.Uniform(-16, -6)), 1);
    }

    private static BleedSpec Epidural(PhantomRandom random)
    {
        var side = random.Sign();
        var (x, y, z, largest) = random.PickWeighted(
            ((68.0, -2.0, -4.0, 80.0), 0.5), ((55.0, -45.0, 46.0, 90.0), 0.22), ((42.0, 52.0, 24.0, 70.0), 0.18), ((36.0, -86.0, -40.0, 20.0), 0.10));
        var bleed = Create(random, BleedType.Edh, BleedSite.Epidural, side, random.LogUniform(1, largest), AcuteHu(random),
            (side * x, y + random.Normal(0, 9), z + random.Normal(0, 6)), random.Uniform(0.8, 1.4));
        var age = random.PickWeighted((BloodAge.Acute, 0.75), (BloodAge.Hyperacute, 0.25));
        return bleed with { Age = age, Layered = age == BloodAge.Hyperacute && random.Chance(0.35) };
    }

    private static BleedSpec Hematoma(PhantomRandom random)
    {
        var side = random.Sign();
        var (site, x, y, z, largest) = random.PickWeighted(
            ((BleedSite.BasalGanglia, 26.0, 0.0, 3.0, 90.0), 0.34), ((BleedSite.Thalamus, 13.0, -18.0, 8.0, 22.0), 0.17),
            ((BleedSite.Lobar, 30.0, 40.0, 20.0, 90.0), 0.09), ((BleedSite.Lobar, 36.0, -45.0, 36.0, 90.0), 0.10),
            ((BleedSite.Lobar, 48.0, -20.0, -8.0, 60.0), 0.10), ((BleedSite.Lobar, 28.0, -80.0, 10.0, 60.0), 0.06),
            ((BleedSite.Cerebellum, 22.0, -62.0, -36.0, 35.0), 0.09), ((BleedSite.Pons, 0.0, -27.0, -31.0, 7.0), 0.05));
        var spread = site == BleedSite.Lobar ? 8 : 3;
        var bleed = Create(random, BleedType.Iph, site, site == BleedSite.Pons ? 0 : side, random.LogUniform(0.4, largest), AcuteHu(random),
            (side * x + random.Normal(0, spread), y + random.Normal(0, spread), z + random.Normal(0, spread)), random.Uniform(0.85, 1.6));
        return bleed with
        {
            OedemaMm = random.Uniform(0, 3 + 0.25 * Math.Sqrt(bleed.TargetMl) * random.Uniform(0, 5)),
            Age = random.PickWeighted((BloodAge.Acute, 0.8), (BloodAge.Hyperacute, 0.2)),
        };
    }

    private static BleedSpec Contusion(PhantomRandom random)
    {
        var side = random.Sign();
        var (x, y, z) = random.Pick((20.0, 54.0, -8.0), (45.0, 17.0, -24.0), (58.0, -8.0, -16.0), (34.0, 56.0, 4.0));
        return Create(random, BleedType.Iph, BleedSite.Contusion, side, random.LogUniform(0.4, 25), random.Uniform(48, 72),
            (side * x, y + random.Normal(0, 5), z + random.Normal(0, 4)), 1) with
        { OedemaMm = random.Uniform(1, 9) };
    }

    private static BleedSpec Shear(PhantomRandom random)
    {
        var side = random.Sign();
        var (x, y, z) = random.Pick((26.0, 28.0, 34.0), (24.0, -30.0, 38.0), (8.0, -12.0, 24.0), (38.0, -25.0, 12.0));
        return Create(random, BleedType.Iph, BleedSite.Shear, side, random.LogUniform(0.3, 2.2), random.Uniform(55, 75), (side * x, y, z), 1) with
        { OedemaMm = random.Uniform(0, 3) };
    }

    private static BleedSpec Subarachnoid(PhantomRandom random)
    {
        var side = random.Sign();
        var (site, x, y, z, largest) = random.PickWeighted(
            ((BleedSite.Sylvian, 44.0, 4.0, -5.0, 16.0), 0.30), ((BleedSite.Basal, 0.0, 0.0, -16.0, 30.0), 0.30),
            ((BleedSite.Sulcal, 52.0, random.Uniform(-60, 40), random.Uniform(25, 65), 9.0), 0.30), ((BleedSite.Perimesencephalic, 0.0, -16.0, -19.0, 6.0), 0.10));
        return Create(random, BleedType.Sah, site, x == 0 ? 0 : side, random.LogUniform(0.7, largest), random.Uniform(48, 72), (side * x, y, z), 1);
    }

    private static BleedSpec Intraventricular(PhantomRandom random)
    {
        var all = random.Chance(0.35);
        var side = random.Pick(-1, 0, 1);
        return Create(random, BleedType.Ivh, all ? BleedSite.AllVentricles : BleedSite.LateralVentricle, all ? 0 : side,
            all ? random.LogUniform(3, 30) : random.LogUniform(0.4, 9), random.Uniform(50, 76), (random.Sign() * 8, random.Uniform(-40, 15), 8), 1) with
        { Layered = !all && random.Chance(0.65) };
    }

    // In anemia even a fresh clot is hardly denser than grey matter.
    private static double AcuteHu(PhantomRandom random)
    {
        var (clot, anemic) = (Math.Clamp(random.Normal(67, 6.5), 53, 86), random.Uniform(48, 56));
        return random.Chance(0.1) ? anemic : clot;
    }

    private static BleedSpec Create(
        PhantomRandom random, BleedType type, BleedSite site, int side, double ml, double hu, (double X, double Y, double Z) centre, double elongation) =>
        new(type, site, BloodAge.Acute, side, ml, hu, centre.X, centre.Y, centre.Z, elongation, 0, (uint)random.NextUInt64());
}
