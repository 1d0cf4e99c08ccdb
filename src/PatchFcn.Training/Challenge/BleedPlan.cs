using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Training.Challenge;

/// <summary>A bleed to be put into a scan.</summary>
/// <param name="Type">Its type.</param>
/// <param name="VolumeMl">Its volume in mL.</param>
/// <param name="Hu">Its density, HU.</param>
internal sealed record BleedPlan(BleedType Type, double VolumeMl, double Hu)
{
    /// <summary>Draws a bleed; volumes are spread evenly over the logarithm.</summary>
    public static BleedPlan Draw(Random random, BleedType type, double lowMl, double highMl) => new(
        type,
        lowMl * Math.Pow(highMl / lowMl, random.NextDouble()),
        Math.Clamp(64 + 12 * (random.NextDouble() + random.NextDouble() - 1), 52, 80));
}
