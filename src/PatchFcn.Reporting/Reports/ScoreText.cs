using System.Globalization;

namespace PatchFcn.Reporting.Reports;

/// <summary>Scores as they are written everywhere: with as many decimals, at least three, as tell them from the operating point they are held against.</summary>
public static class ScoreText
{
    private const int Fewest = 3;
    private const int Most = 14;

    /// <summary>A score in words; a dash where there is none.</summary>
    /// <param name="score">The score, 0..1.</param>
    /// <param name="threshold">The operating point, 0..1; null where it is not known, as in marks of earlier versions.</param>
    public static string Of(double? score, double? threshold) => score is { } value ? Written(value, Decimals(value, threshold ?? value)) : "–";

    /// <summary>How many decimals tell a score from the operating point.</summary>
    internal static int Decimals(double score, double threshold) =>
        Enumerable.Range(Fewest, Most - Fewest + 1).First(n => n == Most || score == threshold || Written(score, n) != Written(threshold, n));

    private static string Written(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
