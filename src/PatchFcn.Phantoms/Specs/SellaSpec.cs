using PatchFcn.Phantoms.Randomness;

namespace PatchFcn.Phantoms.Specs;

/// <summary>How the middle of the skull base is built: sella turcica, cavernous sinuses, sphenoid sinus. Lengths in mm, densities in HU.</summary>
internal sealed record SellaSpec
{
    /// <summary>Half the width of the pituitary fossa.</summary>
    public double FossaHalfWidthMm { get; init; }

    public double FossaHalfLengthMm { get; init; }
    public double FossaDepthMm { get; init; }

    /// <summary>The pituitary gland, or fluid where the sella is empty.</summary>
    public double PituitaryHu { get; init; }

    /// <summary>The dorsum sellae, a plate between fossa and prepontine cistern: half its width, half its thickness, and how far it rises over the floor of the anterior fossa.</summary>
    public double DorsumHalfWidthMm { get; init; }

    public double DorsumHalfThicknessMm { get; init; }
    public double DorsumRiseMm { get; init; }

    /// <summary>How far the ends of the dorsum lie before its middle.</summary>
    public double DorsumBowMm { get; init; }

    public double BoneHu { get; init; }
    public double PosteriorClinoidMm { get; init; }
    public double AnteriorClinoidMm { get; init; }

    /// <summary>Cavernous sinuses: density, how far from the middle the left and the right one reach, half their height.</summary>
    public double CavernousHu { get; init; }

    public double CavernousLeftMm { get; init; }
    public double CavernousRightMm { get; init; }
    public double CavernousHalfHeightMm { get; init; }

    /// <summary>Calcium in the wall of the carotid siphon; 0 where there is none.</summary>
    public double CarotidCalciumHu { get; init; }

    /// <summary>Air of the sphenoid sinus relative to the mean, and the bone that it leaves around itself.</summary>
    public double SinusAir { get; init; }

    public double SinusWallMm { get; init; }

    internal static SellaSpec Draw(PhantomRandom random, AnatomySpec anatomy)
    {
        var (reach, asymmetry) = (random.Uniform(18, 25), random.Normal(0, 1.2));
        var (empty, calcified) = (random.Chance(0.2), random.Chance(Math.Clamp((anatomy.Age - 40) / 60, 0, 0.8)));
        return new SellaSpec
        {
            FossaHalfWidthMm = random.Uniform(5.5, 9),
            FossaHalfLengthMm = random.Uniform(3.5, 6.5),
            FossaDepthMm = random.Uniform(4, 9),
            PituitaryHu = empty ? anatomy.CsfHu + random.Uniform(0, 12) : anatomy.GreyHu + random.Uniform(0, 18),
            DorsumHalfWidthMm = random.Uniform(5, 14),
            DorsumHalfThicknessMm = random.Uniform(0.8, 4),
            DorsumRiseMm = random.Uniform(-2, 8),
            DorsumBowMm = random.Uniform(-1, 5),
            BoneHu = random.Uniform(350, 1300),
            PosteriorClinoidMm = random.Uniform(1.5, 4),
            AnteriorClinoidMm = random.Uniform(1.5, 4.2),
            CavernousHu = anatomy.VesselHu + random.Uniform(-4, 22),
            CavernousLeftMm = reach + asymmetry,
            CavernousRightMm = reach - asymmetry,
            CavernousHalfHeightMm = random.Uniform(4.5, 9),
            CarotidCalciumHu = calcified ? random.LogUniform(130, 900) : 0,
            SinusAir = anatomy.SinusAir * random.Uniform(0.8, 1.6),
            SinusWallMm = random.Uniform(0.5, 3),
        };
    }
}
