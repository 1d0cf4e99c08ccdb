using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Evaluation;

/// <summary>How the model does on a part of the cases.</summary>
/// <param name="Name">What the part is called.</param>
/// <param name="Positives">Positive cases in it.</param>
/// <param name="Negatives">Negative cases in it.</param>
/// <param name="Auc">Area under the ROC curve; null where there are not both kinds to compare.</param>
/// <param name="Sensitivity">Of its positive cases, those found at the operating point.</param>
/// <param name="Specificity">Of its negative cases, those not called at the operating point.</param>
/// <param name="MeanDice">See <see cref="MeanDiceOf"/>.</param>
internal sealed record Subgroup(
    string Name, int Positives, int Negatives, AucEstimate? Auc, Proportion Sensitivity, Proportion Specificity, double? MeanDice)
{
    /// <summary>Cases of the part.</summary>
    public int N => Positives + Negatives;

    /// <summary>Share of positive cases (paper, table 2: it differs between makers, so that a network that knows the maker is punished).</summary>
    public Proportion PositiveRate => new(Positives, N);

    /// <summary>Judges a part.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="cases">Its cases.</param>
    /// <param name="others">Where the part is of one kind only: all cases of the other kind, for the area under the curve. Empty where a part stands for itself.</param>
    /// <param name="threshold">The operating point.</param>
    public static Subgroup Of(string name, IReadOnlyCollection<JudgedCase> cases, IReadOnlyCollection<JudgedCase> others, double threshold)
    {
        ScoredCase[] own = [.. cases.Select(study => study.Scored)];
        var point = RocPoint.At(threshold, own);
        var missing = Undefined.Why(own) is null ? [] : others.Select(study => study.Scored).Where(other => own.Any(scored => scored.Positive != other.Positive));
        return new Subgroup(
            name, point.Positives, point.Negatives, AucEstimate.Of([.. own, .. missing]), point.Sensitivity, point.Specificity, MeanDiceOf(cases));
    }

    /// <summary>Mean Dice coefficient of the positive cases that have a label volume; null where there is none.</summary>
    public static double? MeanDiceOf(IEnumerable<JudgedCase> cases)
    {
        double[] dices = [.. cases.Where(study => study.Truth.Positive).Select(study => study.Result.Pixels?.Dice).OfType<double>()];
        return dices.Length == 0 ? null : dices.Average();
    }
}
