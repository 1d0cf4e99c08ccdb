namespace PatchFcn.Core.Evaluation;

/// <summary>What is reached where every case with a score at or over a threshold is called positive.</summary>
/// <param name="Threshold">The threshold; infinite where nothing is called positive.</param>
/// <param name="TruePositives">Positive cases called positive.</param>
/// <param name="Positives">Positive cases.</param>
/// <param name="TrueNegatives">Negative cases called negative.</param>
/// <param name="Negatives">Negative cases.</param>
public readonly record struct RocPoint(double Threshold, int TruePositives, int Positives, int TrueNegatives, int Negatives)
{
    /// <summary>Share of the positive cases that are called positive.</summary>
    public Proportion Sensitivity => new(TruePositives, Positives);

    /// <summary>Share of the negative cases that are called negative.</summary>
    public Proportion Specificity => new(TrueNegatives, Negatives);

    /// <summary>The point of some cases at a threshold; of a kind there is none of, the proportion is 0 of 0.</summary>
    public static RocPoint At(double threshold, IEnumerable<ScoredCase> cases)
    {
        var (truePositives, positives, trueNegatives, negatives) = (0, 0, 0, 0);
        foreach (var (score, positive) in cases)
        {
            var called = score >= threshold;
            positives += positive ? 1 : 0;
            negatives += positive ? 0 : 1;
            truePositives += positive && called ? 1 : 0;
            trueNegatives += positive || called ? 0 : 1;
        }

        return new(threshold, truePositives, positives, trueNegatives, negatives);
    }
}
