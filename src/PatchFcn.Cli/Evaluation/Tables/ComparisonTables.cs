using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Evaluation.Tables;

/// <summary>The tables of two grids side by side.</summary>
internal static class ComparisonTables
{
    /// <summary>The figures of both grids.</summary>
    public static ResultTable Summary(Metrics metrics, GridComparison other)
    {
        var point = metrics.OperatingPoints[metrics.OperatingPoint];
        return new(
            "grids",
            $"Grid {other.Grid} against {metrics.Grid}, each at its operating point `{metrics.OperatingPoint}`",
            ["figure", metrics.Grid, other.Grid, "both"],
            [
                ["threshold", Text.Of(point.Threshold), Text.Of(other.OperatingPoint.Threshold), ""],
                ["sensitivity", Text.Of(point.Sensitivity), Text.Of(other.OperatingPoint.Sensitivity), ""],
                ["specificity", Text.Of(point.Specificity), Text.Of(other.OperatingPoint.Specificity), ""],
                ["same decision", "", "", Text.Of(other.SameDecision)],
                ["AUC; difference ± SD (paired, DeLong 95 % CI)", Text.Of(other.Auc?.Area), Text.Of(other.Auc?.OtherArea), Difference(other.Auc)],
                ["Dice of the two masks, both empty = 1: mean, median, least", "", "", $"{Text.Of(other.MeanDice)}, {Text.Of(other.MedianDice)}, {Text.Of(other.LeastDice)}"],
                [$"mean Dice of the {other.Marked} cases in which either marks anything", "", "", Text.Of(other.MeanDiceMarked)],
            ]);
    }

    /// <summary>Every analysed case by both grids.</summary>
    public static ResultTable Cases(IEnumerable<JudgedCase> analysed, double threshold, double otherThreshold) => new(
        "grids-cases",
        "Cases by both grids",
        ["case", "positive", "type", "score", "called", "otherScore", "otherCalled", "dice"],
        [.. analysed.Select(study => (study.Truth, study.Result, Against: study.Result.Against!)).Select(study => new[]
        {
            study.Truth.Name,
            Text.Flag(study.Truth.Positive),
            study.Truth.Type,
            Text.OrEmpty(study.Result.Score, "R"),
            Text.Flag(study.Result.Score >= threshold),
            Text.OrEmpty(study.Against.Score, "R"),
            Text.Flag(study.Against.Score >= otherThreshold),
            Text.OrEmpty(study.Against.Agreement),
        })]);

    /// <summary>The difference with its sign.</summary>
    public static string Difference(AucDifference? auc) => auc is null
        ? Text.None
        : $"{Text.Of(auc.Value, Signed)} ± {Text.Of(auc.Sd)} ({(auc.Ci is { } ci ? $"{Text.Of(ci.Low, Signed)} to {Text.Of(ci.High, Signed)}" : Text.None)})";

    private const string Signed = "+0.000;-0.000;0.000";
}
