using PatchFcn.Phantoms.Randomness;

namespace PatchFcn.Phantoms.Specs;

/// <summary>How the frontal bone is built: the sinus between its plates, from none to one that reaches over both orbits and up the forehead, and the crest behind it. Lengths in mm.</summary>
internal sealed record FrontalBoneSpec
{
    /// <summary>Distance between the plates where the sinus is deepest; 0 where there is none.</summary>
    public double SinusDepthMm { get; init; }

    /// <summary>How far the left and the right sinus reach from the middle.</summary>
    public double SinusLeftMm { get; init; }

    public double SinusRightMm { get; init; }

    /// <summary>Head coordinate up to which they reach.</summary>
    public double SinusTopMm { get; init; }

    /// <summary>The plate between sinus and brain.</summary>
    public double PosteriorWallMm { get; init; }

    public double AnteriorWallMm { get; init; }

    /// <summary>How far the crest stands out into the skull in the middle, and half its width at its foot.</summary>
    public double CrestMm { get; init; }

    public double CrestHalfWidthMm { get; init; }

    internal static FrontalBoneSpec Draw(PhantomRandom random) => new()
    {
        SinusDepthMm = random.Uniform(6, 17) * (random.Chance(0.9) ? 1 : 0),
        SinusLeftMm = random.Uniform(10, 46),
        SinusRightMm = random.Uniform(10, 46),
        SinusTopMm = random.Uniform(-10, 32),
        PosteriorWallMm = random.LogUniform(0.8, 4),
        AnteriorWallMm = random.Uniform(2, 5),
        CrestMm = random.Uniform(0, 10),
        CrestHalfWidthMm = random.Uniform(1, 3.5),
    };
}
