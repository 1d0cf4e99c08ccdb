using PatchFcn.Inference.Models;

namespace PatchFcn.Training.Packaging;

/// <summary>Operating points of a package: by grid, then by name.</summary>
internal static class OperatingPointTable
{
    private static readonly string[] Grids = ["full", "exact", "dense"];

    /// <summary>One half on every grid, until something has been measured.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, OperatingPoint>> NotMeasured { get; } = Grids.ToDictionary(
        grid => grid,
        IReadOnlyDictionary<string, OperatingPoint> (_) => new Dictionary<string, OperatingPoint>
        {
            [ModelPackage.DefaultOperatingPoint] = new(0.5, null, null, "Not measured."),
        });
}
