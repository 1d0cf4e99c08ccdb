using PatchFcn.Phantoms.Randomness;

namespace PatchFcn.Phantoms.Specs;

/// <summary>
/// How grey matter looks: how thick the cortex, how far it lies from the falx, how dense the deep nuclei and how sharp their edges. On heads of other makes nuclei with an edge were taken for
/// blood that has settled in the ventricle beside them, and the free end of a falx without fluid around it for a subdural. Lengths in mm, densities in HU.
/// </summary>
internal sealed record GreyMatterSpec
{
    /// <summary>Thickness of the cortex.</summary>
    public double RibbonMm { get; init; } = 3.1;

    /// <summary>How sharp the edges of deep nuclei are: 1 as sharp as a surface between tissues, less where they mingle with white matter over some millimetres.</summary>
    public double NucleusEdge { get; init; } = 0.35;

    /// <summary>How far these edges stray.</summary>
    public double NucleusStrayMm { get; init; } = 2.2;

    /// <summary>How much larger the nuclei are than the mean head's, on every side.</summary>
    public double NucleusGrowthMm { get; init; }

    /// <summary>
    /// White matter between nuclei that is as dense as they are: the nuclei of each side run together into one body where they lie no further apart than this.
    /// 0 where the internal capsule shows.
    /// </summary>
    public double NucleiJoinedMm { get; init; }

    /// <summary>How much denser they are than the cortex of the same head.</summary>
    public double ThalamusHu { get; init; } = -2.5;

    public double LentiformHu { get; init; }

    public double CaudateHu { get; init; }

    /// <summary>Fluid between falx and hemispheres relative to the mean head's: 0 where they touch.</summary>
    public double FissureShare { get; init; } = 1;

    internal static GreyMatterSpec Draw(PhantomRandom random)
    {
        // Left and right are alike, and one head's nuclei are mostly all a little denser than another's.
        var density = random.Normal(0, 1.5);
        var joined = random.Chance(0.35);
        return new GreyMatterSpec
        {
            RibbonMm = random.Uniform(2.3, 4.4),
            NucleusEdge = random.Chance(0.3) ? 1 : random.LogUniform(0.25, 1),
            NucleusStrayMm = random.Uniform(0.2, 2.4),
            NucleusGrowthMm = random.Uniform(-1.2, 3),
            NucleiJoinedMm = joined ? random.Uniform(5, 12) : 0,
            ThalamusHu = density + random.Uniform(-3.5, 1.5),
            LentiformHu = density + random.Uniform(-1.5, 4),
            CaudateHu = density + random.Uniform(-1.5, 3),
            FissureShare = random.Chance(0.35) ? 0 : random.Uniform(0.2, 1.3),
        };
    }
}
