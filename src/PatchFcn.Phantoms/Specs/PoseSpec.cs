using PatchFcn.Phantoms.Randomness;

namespace PatchFcn.Phantoms.Specs;

/// <summary>How the head lies in the scanner: rotations in degrees about the scanner's axes, shift in mm (patient coordinates).</summary>
internal sealed record PoseSpec(double PitchDegrees, double RollDegrees, double YawDegrees, double ShiftX, double ShiftY, double ShiftZ)
{
    internal static PoseSpec Draw(PhantomRandom random)
    {
        // One head in six lies badly: agitated, neck stiff, or in a collar.
        var spread = random.Chance(1.0 / 6) ? 2.5 : 1.0;
        return new PoseSpec(
            Limited(random, 5 * spread, 18),
            Limited(random, 3 * spread, 14),
            Limited(random, 3.5 * spread, 16),
            random.Normal(0, 5),
            random.Normal(0, 5),
            Math.Round(random.Uniform(-900, 200), 2));
    }

    private static double Limited(PhantomRandom random, double deviation, double limit) => Math.Clamp(random.Normal(0, deviation), -limit, limit);
}
