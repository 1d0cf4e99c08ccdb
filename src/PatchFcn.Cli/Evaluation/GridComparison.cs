using System.Text.Json.Serialization;
using PatchFcn.Core;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Evaluation;

/// <summary>What another grid makes of a case.</summary>
/// <param name="Score">Score of the study, 0..1.</param>
/// <param name="Dice">Dice coefficient of the masks of the two grids, 0..1; null where both are empty.</param>
internal sealed record OtherGrid(double Score, double? Dice)
{
    /// <summary>How far the masks agree, 0..1: their Dice coefficient; two empty ones agree.</summary>
    [JsonIgnore]
    public double Agreement => Dice ?? 1;
}

/// <summary>Another grid beside the one that is judged: masks, decisions and scores of the same cases. Each grid decides at its own operating point.</summary>
/// <param name="Grid">Name of the other grid.</param>
/// <param name="OperatingPoint">What the other grid reaches where the model puts its operating point.</param>
/// <param name="SameDecision">Cases that both grids call positive, or both negative.</param>
/// <param name="Auc">Areas under both ROC curves; null where there are not both kinds of cases.</param>
/// <param name="MeanDice">Mean Dice coefficient of the two masks; where both are empty it counts as 1. Null where there is no case.</param>
/// <param name="MedianDice">Its median.</param>
/// <param name="LeastDice">Its least value.</param>
/// <param name="Marked">Cases in which at least one of the masks is not empty.</param>
/// <param name="MeanDiceMarked">Mean over these; null where there is none.</param>
internal sealed record GridComparison(
    string Grid,
    RocPoint OperatingPoint,
    Proportion SameDecision,
    AucDifference? Auc,
    double? MeanDice,
    double? MedianDice,
    double? LeastDice,
    int Marked,
    double? MeanDiceMarked)
{
    /// <summary>Compares the grids.</summary>
    /// <param name="grid">Name of the other grid.</param>
    /// <param name="cases">Analysed cases, each by both grids.</param>
    /// <param name="threshold">Operating point of the grid that is judged.</param>
    /// <param name="otherThreshold">Operating point of the other grid.</param>
    public static GridComparison Of(string grid, IReadOnlyList<JudgedCase> cases, double threshold, double otherThreshold)
    {
        TwiceScoredCase[] scored = [.. cases.Select(study => new TwiceScoredCase(study.Result.Score!.Value, study.Result.Against!.Score, study.Truth.Positive))];
        double[] marked = [.. cases.Select(study => study.Result.Against!.Dice).OfType<double>()];
        double[] all = [.. cases.Select(study => study.Result.Against!.Agreement)];
        return new GridComparison(
            grid,
            RocPoint.At(otherThreshold, scored.Select(study => new ScoredCase(study.Other, study.Positive))),
            new Proportion(scored.Count(study => study.Score >= threshold == study.Other >= otherThreshold), scored.Length),
            AucDifference.Of(scored),
            OfAny(all, Enumerable.Average),
            OfAny(all, Statistics.Median),
            OfAny(all, Enumerable.Min),
            marked.Length,
            OfAny(marked, Enumerable.Average));
    }

    private static double? OfAny(double[] values, Func<double[], double> figure) => values.Length == 0 ? null : figure(values);
}
