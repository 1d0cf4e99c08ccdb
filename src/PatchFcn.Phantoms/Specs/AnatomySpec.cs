using System.Text.Json.Serialization;
using PatchFcn.Phantoms.Randomness;

namespace PatchFcn.Phantoms.Specs;

/// <summary>What makes one head differ from another. Lengths in mm, densities in HU.</summary>
internal sealed record AnatomySpec
{
    public required double Age { get; init; }
    public required bool Female { get; init; }
    public required uint NoiseSeed { get; init; }
    public required double ScaleX { get; init; }
    public required double ScaleY { get; init; }
    public required double ScaleZ { get; init; }
    public required double WarpMm { get; init; }
    public required double SkullMm { get; init; }
    public required double CorticalHu { get; init; }
    public required double DiploeHu { get; init; }
    public required double ScalpMm { get; init; }
    public required double ScalpFat { get; init; }
    public required double SubarachnoidMm { get; init; }
    public required double SulcusMm { get; init; }
    public required double VentricleScale { get; init; }
    public required double VentricleAsymmetry { get; init; }
    public required double CsfHu { get; init; }
    public required double WhiteHu { get; init; }
    public required double GreyHu { get; init; }
    public required double DuraHu { get; init; }
    public required double VesselHu { get; init; }
    public required double VesselMm { get; init; }
    public required double WhiteMatterDiseaseHu { get; init; }
    public required double ScalpHematomaMm { get; init; }
    public required double ScalpHematomaHu { get; init; }
    public required double ScalpHematomaX { get; init; }
    public required double ScalpHematomaY { get; init; }
    public required double SinusAir { get; init; }
    public required double PinealMm { get; init; }
    public required double ChoroidMm { get; init; }
    public required double FalxCalcification { get; init; }
    public required double BasalGangliaCalcification { get; init; }

    /// <summary>The middle of its skull base, drawn on its own, so that the rest is what it was before there was one.</summary>
    public SellaSpec Sella { get; init; } = new();

    /// <summary>Its frontal bone, drawn on its own, too.</summary>
    public FrontalBoneSpec Frontal { get; init; } = new();

    /// <summary>Its falx, tentorium and venous sinuses, drawn on their own, too.</summary>
    public DuraSpec Dura { get; init; } = new();

    /// <summary>Its grey matter, drawn on its own, too.</summary>
    public GreyMatterSpec GreyMatter { get; init; } = new();

    /// <summary>What this head has besides its anatomy; drawn on its own, because the difficulty decides how much of it there is.</summary>
    public IncidentalSpec Incidentals { get; init; } = new();

    /// <summary>Volume of this head relative to the mean head's.</summary>
    [JsonIgnore]
    internal double VolumeScale => ScaleX * ScaleY * ScaleZ;

    internal static AnatomySpec Draw(PhantomRandom random)
    {
        var age = random.Uniform(18, 95);
        var female = random.Chance(0.5);
        // Atrophy follows age loosely: 0 in most young brains, up to 1 in old ones.
        var atrophy = Math.Clamp((age - 35) / 60 + random.Normal(0, 0.18), 0, 1);
        // The mean head holds 2.04 L, as template brains do that were averaged from aligned scans; real ones hold about 1.40 L in women, 1.57 L in men.
        var size = random.Normal(female ? 0.882 : 0.917, 0.02);
        // A high hematocrit makes brain, dura and vessels denser, an anemia the opposite.
        var hematocrit = random.Normal(0, 1);
        var white = random.Normal(28.0, 1.2) + 0.8 * hematocrit;
        return new AnatomySpec
        {
            Age = Math.Floor(age),
            Female = female,
            NoiseSeed = (uint)random.NextUInt64(),
            ScaleX = size * random.Normal(1, 0.025),
            ScaleY = size * random.Normal(1, 0.025),
            ScaleZ = size * random.Normal(1, 0.02),
            WarpMm = random.Uniform(1.5, 4.5),
            SkullMm = random.Uniform(4.5, 8.5),
            CorticalHu = random.Uniform(1150, 1750),
            DiploeHu = random.Uniform(450, 950),
            ScalpMm = random.Uniform(3.5, 8),
            ScalpFat = random.Uniform(0.3, 0.8),
            SubarachnoidMm = 0.8 + 3.2 * atrophy * atrophy + random.Uniform(0, 0.7),
            SulcusMm = 0.2 + 1.3 * atrophy * random.Uniform(0.6, 1.2),
            VentricleScale = 0.62 + 0.85 * atrophy * random.Uniform(0.5, 1.3) + random.Uniform(0, 0.25),
            VentricleAsymmetry = random.Normal(0, 0.10),
            CsfHu = random.Uniform(3, 11),
            WhiteHu = white,
            GreyHu = white + random.Uniform(5.0, 9.0) + 0.5 * hematocrit,
            DuraHu = random.Uniform(42, 72) + 2 * hematocrit,
            VesselHu = Math.Clamp(random.Normal(48, 4) + 7 * hematocrit, 36, 74),
            VesselMm = random.Uniform(1.1, 2.2),
            WhiteMatterDiseaseHu = random.Chance(0.6 * atrophy) ? random.Uniform(3, 10) : 0,
            ScalpHematomaMm = random.Chance(0.25) ? random.Uniform(3, 14) : 0,
            ScalpHematomaHu = random.Uniform(48, 75),
            ScalpHematomaX = random.Sign() * random.Uniform(45, 75),
            ScalpHematomaY = random.Uniform(-80, 60),
            SinusAir = random.Uniform(0.55, 1.15),
            PinealMm = random.Chance(0.65) ? random.LogUniform(0.8, 5.5) : 0,
            ChoroidMm = random.Chance(0.55) ? random.LogUniform(1, 7) : 0,
            FalxCalcification = random.Chance(0.2) ? random.Uniform(0.2, 1.05) : 0,
            BasalGangliaCalcification = random.Chance(0.12) ? random.Uniform(0.3, 1) : 0,
        };
    }
}
