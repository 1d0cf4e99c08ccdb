using PatchFcn.Phantoms.Randomness;

namespace PatchFcn.Phantoms.Specs;

/// <summary>
/// How thick the dura's sheets are and how wide its sinuses. Falx and tentorium of real heads are among what is taken for a subdural most often: 2 to 4 mm of 45 to 60 HU,
/// uneven, and out of the middle where the head is turned. Lengths in mm.
/// </summary>
internal sealed record DuraSpec
{
    /// <summary>Thickness of the falx and of the tentorium.</summary>
    public double FalxMm { get; init; } = 0.9;

    public double TentoriumMm { get; init; } = 0.9;

    /// <summary>Part by which they are thicker and thinner from place to place.</summary>
    public double Unevenness { get; init; }

    /// <summary>How far the falx bows out of the middle.</summary>
    public double FalxBowMm { get; init; } = 2.2;

    /// <summary>How much further down the free edge of the falx reaches than the mean head's.</summary>
    public double FalxReachMm { get; init; }

    /// <summary>Width of the sagittal, the left and the right transverse and sigmoid sinus relative to the mean head's: one side mostly leads.</summary>
    public double SagittalWidth { get; init; } = 1;

    public double LeftWidth { get; init; } = 1;

    public double RightWidth { get; init; } = 1;

    internal static DuraSpec Draw(PhantomRandom random) => new()
    {
        FalxMm = random.LogUniform(0.8, 3.6),
        TentoriumMm = random.LogUniform(0.8, 3.6),
        Unevenness = random.Uniform(0, 0.9),
        FalxBowMm = random.Uniform(1, 5),
        SagittalWidth = random.LogUniform(0.7, 1.6),
        LeftWidth = random.LogUniform(0.5, 1.6),
        RightWidth = random.LogUniform(0.6, 1.7),
        FalxReachMm = random.Uniform(-6, 8),
    };
}
