using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;

namespace PatchFcn.Training.Packaging;

/// <summary>Operating points of a package: by grid, then by name.</summary>
internal static class OperatingPointTable
{
    /// <summary>One half on every grid, until something has been measured.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, OperatingPoint>> NotMeasured { get; } = OneHalf("Not measured.");

    /// <summary>One half on every grid, without figures.</summary>
    /// <param name="why">What there is instead of a measurement.</param>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, OperatingPoint>> OneHalf(string why)
    {
        IReadOnlyDictionary<string, OperatingPoint> points = new Dictionary<string, OperatingPoint> { [ModelPackage.DefaultOperatingPoint] = new(0.5, null, null, why) };
        return Enum.GetValues<ScoringGrid>().ToDictionary(grid => grid.ToName(), _ => points);
    }
}
