using System.Globalization;

namespace PatchFcn.Core.Evaluation;

/// <summary>Bleeds of similar volume: from <paramref name="FromMl"/> to just under <paramref name="ToMl"/>.</summary>
/// <param name="FromMl">Smallest volume, mL.</param>
/// <param name="ToMl">The volume at which the next band begins, mL; infinite in the last.</param>
public readonly record struct SizeBand(double FromMl, double ToMl)
{
    /// <summary>The bands by which results are reported, ascending; together they hold every volume.</summary>
    public static IReadOnlyList<SizeBand> All { get; } =
        [new(0, 1), new(1, 3), new(3, 5), new(5, 10), new(10, 30), new(30, double.PositiveInfinity)];

    /// <summary>How a reader calls it: "&lt; 1 mL", "1–3 mL", "≥ 30 mL".</summary>
    public string Name => (FromMl, ToMl) switch
    {
        (0, _) => $"< {Text(ToMl)} mL",
        (_, double.PositiveInfinity) => $"≥ {Text(FromMl)} mL",
        _ => $"{Text(FromMl)}–{Text(ToMl)} mL",
    };

    /// <summary>Whether a volume in mL lies in the band.</summary>
    public bool Holds(double volumeMl) => volumeMl >= FromMl && volumeMl < ToMl;

    private static string Text(double ml) => ml.ToString(CultureInfo.InvariantCulture);
}
