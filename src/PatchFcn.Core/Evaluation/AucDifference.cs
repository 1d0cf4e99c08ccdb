namespace PatchFcn.Core.Evaluation;

/// <summary>One examination with two scores.</summary>
/// <param name="Score">The first score; a number, higher = more likely positive.</param>
/// <param name="Other">The second score, of another scorer; its scale may be another.</param>
/// <param name="Positive">Whether there is acute blood.</param>
public readonly record struct TwiceScoredCase(double Score, double Other, bool Positive);

/// <summary>The areas under the ROC curves of two scores of the same cases, and how far they are apart.</summary>
/// <param name="Area">Area of the first score, 0..1.</param>
/// <param name="OtherArea">Area of the second score, 0..1.</param>
/// <param name="Sd">Standard deviation of the difference for correlated curves by DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988); null where there is only one case of a kind.</param>
/// <param name="Ci">
/// The difference ± 1.96 <paramref name="Sd"/>; null where the deviation is, and where it is 0: both scores put the cases in the same order then, and the deviation says nothing.
/// </param>
public sealed record AucDifference(double Area, double OtherArea, double? Sd, Interval? Ci)
{
    /// <summary>The second area less the first, -1..1.</summary>
    public double Value => OtherArea - Area;

    /// <summary>The difference for some cases; null where there is no positive or no negative one (<see cref="Undefined"/>).</summary>
    /// <exception cref="ArgumentException">A score is not a number.</exception>
    public static AucDifference? Of(IReadOnlyCollection<TwiceScoredCase> cases)
    {
        if (AreaOf(cases, scored => scored.Score) is not { } area || AreaOf(cases, scored => scored.Other) is not { } other)
            return null;
        var (positives, negatives) = (Scores(cases, positive: true), Scores(cases, positive: false));
        if (positives.First.Length < 2 || negatives.First.Length < 2)
            return new AucDifference(area, other, null, null);
        var sd = Math.Sqrt(Variance(positives, negatives) + Variance(negatives, positives));
        return new AucDifference(area, other, sd, sd == 0 ? null : new(other - area - Interval.Z * sd, other - area + Interval.Z * sd));
    }

    private static double? AreaOf(IEnumerable<TwiceScoredCase> cases, Func<TwiceScoredCase, double> score) =>
        RocCurve.Of([.. cases.Select(scored => new ScoredCase(score(scored), scored.Positive))])?.Area;

    private static (double[] First, double[] Second) Scores(IEnumerable<TwiceScoredCase> cases, bool positive)
    {
        var kind = cases.Where(scored => scored.Positive == positive).ToList();
        return ([.. kind.Select(scored => scored.Score)], [.. kind.Select(scored => scored.Other)]);
    }

    /// <summary>What the cases of one kind add to the variance of the difference: the variance of the differences of their placements, which holds both variances and the covariance.</summary>
    private static double Variance((double[] First, double[] Second) kind, (double[] First, double[] Second) others)
    {
        var differences = Placements.Of(kind.Second, others.Second).Zip(Placements.Of(kind.First, others.First), (second, first) => second - first).ToArray();
        return Statistics.Variance(differences) / differences.Length;
    }
}
