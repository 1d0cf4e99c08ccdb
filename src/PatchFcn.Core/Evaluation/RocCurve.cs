namespace PatchFcn.Core.Evaluation;

/// <summary>The receiver operating characteristic of scored cases: one point for every threshold that tells cases apart. Equal scores are never split.</summary>
public sealed class RocCurve
{
    private RocCurve(IReadOnlyList<RocPoint> points) => Points = points;

    /// <summary>The points by falling threshold: from calling nothing positive to calling everything positive.</summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>
    /// Area under the curve, 0..1. By the trapezoid rule it is the Mann–Whitney probability: that a positive case scores higher than a negative one, ties counted half.
    /// </summary>
    public double Area
    {
        get
        {
            var area = 0.0;
            for (var i = 1; i < Points.Count; i++)
            {
                var (left, right) = (Points[i - 1], Points[i]);
                area += (left.TrueNegatives - right.TrueNegatives) * (left.TruePositives + right.TruePositives) / 2.0;
            }

            return area / ((double)Points[0].Positives * Points[0].Negatives);
        }
    }

    /// <summary>The highest specificity at which no positive case is missed (paper, "results": sensitivity 1.00 at specificity 0.87).</summary>
    public RocPoint AtFullSensitivity => Points.First(point => point.TruePositives == point.Positives);

    /// <summary>The next operating point: as few positive cases missed as possible, but some. Null where that would be all of them.</summary>
    public RocPoint? NextAfterFullSensitivity
    {
        get
        {
            var most = Points.Where(point => point.TruePositives < point.Positives).Max(point => point.TruePositives);
            return most == 0 ? null : Points.First(point => point.TruePositives == most);
        }
    }

    /// <summary>The curve of some cases; null where there is no positive or no negative one (<see cref="Undefined"/>).</summary>
    /// <exception cref="ArgumentException">A score is not a number.</exception>
    public static RocCurve? Of(IReadOnlyCollection<ScoredCase> cases)
    {
        if (cases.Any(scored => double.IsNaN(scored.Score)))
            throw new ArgumentException("A score is not a number.", nameof(cases));
        if (Undefined.Why(cases) is not null)
            return null;
        var positives = cases.Count(scored => scored.Positive);
        var points = new List<RocPoint> { new(double.PositiveInfinity, 0, positives, cases.Count - positives, cases.Count - positives) };
        foreach (var tied in cases.GroupBy(scored => scored.Score).OrderByDescending(group => group.Key))
        {
            var (last, hits) = (points[^1], tied.Count(scored => scored.Positive));
            points.Add(last with
            {
                Threshold = tied.Key,
                TruePositives = last.TruePositives + hits,
                TrueNegatives = last.TrueNegatives - (tied.Count() - hits),
            });
        }

        return new RocCurve(points);
    }
}
