using System.Text.Json.Serialization;
using PatchFcn.Phantoms.Randomness;
using static PatchFcn.Phantoms.Specs.IncidentalSpec;

namespace PatchFcn.Phantoms.Specs;

/// <summary>What an old operation or fracture leaves: a gap in the vault that scar and new bone close in part, thick dura under it, and brain that has wasted away. Lengths in mm, densities in HU.</summary>
internal sealed record OldDefectSpec
{
    /// <summary>Where it is, and its radius.</summary>
    public Place Place { get; init; }

    /// <summary>The scar that fills the gap.</summary>
    public double FillHu { get; init; }

    /// <summary>Share of the gap that bone has closed, in islands of <see cref="IslandHu"/>.</summary>
    public double Closed { get; init; }

    public double IslandHu { get; init; }

    /// <summary>The dura under it: how thick, how dense.</summary>
    public double ScarMm { get; init; }

    public double ScarHu { get; init; }

    /// <summary>How deep the brain under it has wasted away, and how dense what is left is.</summary>
    public double GliosisMm { get; init; }

    public double GliosisHu { get; init; }

    [JsonIgnore]
    internal bool Present => Place.RadiusMm > 0;

    internal static OldDefectSpec Draw(PhantomRandom random, double chance)
    {
        if (!random.Chance(chance))
            return new OldDefectSpec();
        var (side, wasted) = (random.Sign(), random.Chance(0.7));
        var (front, vault) = (new Place(side * random.Uniform(5, 50), random.Uniform(45, 75), random.Uniform(-5, 40), random.Uniform(6, 24)),
            new Place(side * random.Uniform(20, 65), random.Uniform(-80, 45), random.Uniform(5, 60), random.Uniform(6, 32)));
        return new OldDefectSpec
        {
            Place = random.PickWeighted((front, 0.4), (vault, 0.6)),
            FillHu = random.Uniform(25, 75),
            Closed = random.Uniform(0, 1),
            IslandHu = random.Uniform(120, 900),
            ScarMm = random.Uniform(0.5, 5.5),
            ScarHu = random.Uniform(40, 78),
            GliosisMm = wasted ? random.Uniform(5, 35) : 0,
            GliosisHu = random.Uniform(6, 24),
        };
    }
}
