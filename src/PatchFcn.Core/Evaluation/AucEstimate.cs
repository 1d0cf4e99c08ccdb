namespace PatchFcn.Core.Evaluation;

/// <summary>An area under the ROC curve and how sure it is.</summary>
/// <param name="Value">The area, 0..1.</param>
/// <param name="Sd">
/// Standard deviation by DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988); null where there is only one case of a kind, and where all
/// cases score the same: a deviation of 0 would make the least that can be known look like the surest.
/// </param>
/// <param name="Ci">
/// <paramref name="Value"/> ± 1.96 <paramref name="Sd"/>, cut to 0..1; null where the deviation is. Where all cases are told apart (or all the wrong way) the deviation is 0
/// and says nothing: there the interval is exact. Of n positive and m negative cases min(n, m) disjoint pairs can be made, each right with probability AUC,
/// so that AUC ≥ 0.025^(1 / min(n, m)).
/// </param>
public sealed record AucEstimate(double Value, double? Sd, Interval? Ci)
{
    /// <summary>The area for some cases; null where there is no positive or no negative one (<see cref="Undefined"/>).</summary>
    /// <exception cref="ArgumentException">A score is not a number.</exception>
    public static AucEstimate? Of(IReadOnlyCollection<ScoredCase> cases)
    {
        if (RocCurve.Of(cases) is not { Area: var area })
            return null;
        double[] positives = [.. cases.Where(scored => scored.Positive).Select(scored => scored.Score)];
        double[] negatives = [.. cases.Where(scored => !scored.Positive).Select(scored => scored.Score)];
        var fewest = Math.Min(positives.Length, negatives.Length);
        if (fewest < 2)
            return new AucEstimate(area, null, null);

        var sd = Math.Sqrt(Statistics.Variance(Placements.Of(positives, negatives)) / positives.Length + Statistics.Variance(Placements.Of(negatives, positives)) / negatives.Length);
        if (sd == 0 && area is not (0 or 1))
            return new AucEstimate(area, null, null);
        var bound = Math.Pow(Interval.Alpha / 2, 1.0 / fewest);
        return new AucEstimate(area, sd, area switch
        {
            1 => new(bound, 1),
            0 => new(0, 1 - bound),
            _ => new(Math.Max(0, area - Interval.Z * sd), Math.Min(1, area + Interval.Z * sd)),
        });
    }
}
