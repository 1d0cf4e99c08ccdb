using System.Numerics;
using System.Text.Json.Serialization;
using PatchFcn.Phantoms.Randomness;

namespace PatchFcn.Phantoms.Specs;

/// <summary>Where metal is.</summary>
internal enum MetalSite
{
    None,
    Teeth,
    AneurysmClip,
    SkullPlate,
}

/// <summary>
/// What a head may have besides a bleed: things as dense as blood, which are mimics, and traces of trauma or surgery. None depends on whether there is a bleed, so that
/// none gives one away. Lengths in mm, densities in HU, places in head coordinates; 0 where a thing is absent.
/// </summary>
internal sealed record IncidentalSpec
{
    /// <summary>Venous sinuses at a high hematocrit, or clotted.</summary>
    public double DenseSinusHu { get; init; }

    /// <summary>+1 or -1: only the sinuses of this side are dense.</summary>
    public int DenseSinusSide { get; init; }

    /// <summary>A clot in the middle cerebral artery.</summary>
    public double DenseArteryHu { get; init; }

    public int DenseArterySide { get; init; }

    /// <summary>How much denser than grey matter the cortex of some gyri is: laminar necrosis, or a little contrast left from an angiography.</summary>
    public double GyralHu { get; init; }

    public Place GyralPlace { get; init; }

    /// <summary>Calcium too faint to be taken for bone: in dentate nuclei, pallidum, or a small tumour or cavernoma.</summary>
    public double FaintCalciumHu { get; init; }

    public Place FaintCalciumPlace { get; init; }

    /// <summary>Whether the faint calcium stands on both sides.</summary>
    public bool FaintCalciumTwice { get; init; }

    public MetalSite Metal { get; init; }

    public Place MetalPlace { get; init; }

    public double FractureGapMm { get; init; }

    public Place FracturePlace { get; init; }

    /// <summary>Direction in which the fracture runs, a slope against the horizontal.</summary>
    public double FractureSlope { get; init; }

    public double BurrHoleMm { get; init; }

    public Place BurrHolePlace { get; init; }

    /// <summary>What an old operation or fracture has left.</summary>
    public OldDefectSpec Defect { get; init; } = new();

    /// <summary>Whether anything here could be taken for a bleed.</summary>
    [JsonIgnore]
    internal bool HasMimic => DenseSinusHu > 0 || DenseArteryHu > 0 || GyralHu > 0 || FaintCalciumHu > 0 || Metal != MetalSite.None;

    /// <summary>A place and the extent around it.</summary>
    internal readonly record struct Place(double X, double Y, double Z, double RadiusMm)
    {
        /// <summary>Its middle, head coordinates, mm.</summary>
        [JsonIgnore]
        internal Vector3 Centre => new((float)X, (float)Y, (float)Z);
    }

    internal static IncidentalSpec Draw(PhantomRandom random, AnatomySpec anatomy, Difficulty difficulty)
    {
        var drawn = Trauma(random, anatomy);
        var mimics = difficulty == Difficulty.Hard
            ? random.PickWeighted((1, 0.4), (2, 0.4), (3, 0.2))
            : random.PickWeighted((0, 0.6), (1, 0.28), (2, 0.12));
        for (var i = 0; i < mimics; i++)
            drawn = random.PickWeighted<Func<PhantomRandom, IncidentalSpec, IncidentalSpec>>(
                (DenseSinuses, 0.26), (DenseArtery, 0.12), (DenseGyri, 0.14), (FaintCalcium, 0.34), (MetalObject, 0.14))(random, drawn);
        return drawn with { Defect = OldDefectSpec.Draw(random, difficulty == Difficulty.Hard ? 0.2 : 0.06) };
    }

    private static IncidentalSpec Trauma(PhantomRandom random, AnatomySpec anatomy)
    {
        var (fractured, drilled) = (random.Chance(0.12), random.Chance(0.03));
        var side = random.Sign();
        // Where the scalp is swollen the bone was hit.
        var struck = anatomy.ScalpHematomaMm > 0
            ? new Place(anatomy.ScalpHematomaX, anatomy.ScalpHematomaY, 38, random.Uniform(25, 80))
            : new Place(side * 60, random.Uniform(-80, 50), random.Uniform(-5, 55), random.Uniform(25, 80));
        return new IncidentalSpec
        {
            FractureGapMm = random.Uniform(0.7, 2.2) * (fractured ? 1 : 0),
            FracturePlace = struck,
            FractureSlope = random.Uniform(-3, 3),
            BurrHoleMm = random.Uniform(5, 8) * (drilled ? 1 : 0),
            BurrHolePlace = new Place(side * 38, random.Uniform(15, 45), random.Uniform(45, 60), 0),
        };
    }

    private static IncidentalSpec DenseSinuses(PhantomRandom random, IncidentalSpec drawn) => drawn with
    {
        DenseSinusHu = random.Uniform(60, 84),
        DenseSinusSide = random.Chance(0.35) ? random.Sign() : 0,
    };

    private static IncidentalSpec DenseArtery(PhantomRandom random, IncidentalSpec drawn) =>
        drawn with { DenseArteryHu = random.Uniform(55, 82), DenseArterySide = random.Sign() };

    private static IncidentalSpec DenseGyri(PhantomRandom random, IncidentalSpec drawn) => drawn with
    {
        GyralHu = random.Uniform(7, 15),
        GyralPlace = new Place(random.Sign() * random.Uniform(25, 58), random.Uniform(-80, 50), random.Uniform(0, 55), random.Uniform(18, 45)),
    };

    private static IncidentalSpec FaintCalcium(PhantomRandom random, IncidentalSpec drawn)
    {
        var side = random.Sign();
        var (place, twice) = random.PickWeighted(
            ((new Place(side * 19, -58, -36, random.Uniform(4, 9)), true), 0.25),
            ((new Place(side * 20, -4, 0, random.Uniform(4, 8)), true), 0.3),
            ((new Place(side * random.Uniform(15, 50), random.Uniform(-70, 45), random.Uniform(5, 50), random.Uniform(2.5, 8)), false), 0.45));
        // Alone and as dense as blood nobody could tell it from blood; then it is calcium by its density.
        return drawn with { FaintCalciumHu = twice ? random.Uniform(62, 125) : random.Uniform(100, 150), FaintCalciumPlace = place, FaintCalciumTwice = twice };
    }

    private static IncidentalSpec MetalObject(PhantomRandom random, IncidentalSpec drawn)
    {
        var side = random.Sign();
        var (site, place) = random.PickWeighted(
            ((MetalSite.Teeth, new Place(0, 46, random.Uniform(-66, -50), random.Uniform(4.5, 6.5))), 0.6),
            ((MetalSite.AneurysmClip, new Place(side * random.Uniform(2, 34), random.Uniform(0, 12), random.Uniform(-16, -8), random.Uniform(2, 3.5))), 0.25),
            ((MetalSite.SkullPlate, new Place(side * 52, random.Uniform(0, 40), random.Uniform(20, 45), random.Uniform(2, 3))), 0.15));
        return drawn with { Metal = site, MetalPlace = place };
    }
}
