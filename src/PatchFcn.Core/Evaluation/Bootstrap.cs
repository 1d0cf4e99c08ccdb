namespace PatchFcn.Core.Evaluation;

/// <summary>What a bootstrap says of a figure.</summary>
/// <param name="Sd">Standard deviation over the resamples.</param>
/// <param name="Ci">From the 2.5th to the 97.5th percentile of the resamples.</param>
public sealed record Spread(double Sd, Interval Ci);

/// <summary>
/// The percentile bootstrap. Whole patients are drawn, with replacement, because studies of one patient are not independent. The same seed gives the same figures.
/// </summary>
public static class Bootstrap
{
    /// <summary>How many resamples are drawn.</summary>
    public const int Resamples = 2000;

    /// <summary>
    /// Fewer patients have no spread: percentiles of so few are too narrow, and of one patient every resample is the same, so that nothing would seem uncertain.
    /// </summary>
    public const int FewestPatients = 10;

    /// <summary>The share of resamples on which a figure must exist; below it there is no spread to speak of.</summary>
    private const double Enough = 0.9;

    /// <summary>The spread of a figure; null of fewer than <see cref="FewestPatients"/>, where it does not exist on more than one resample in ten, and where it is the same on all, which says nothing.</summary>
    /// <param name="patients">The cases of every patient.</param>
    /// <param name="figure">The figure of some cases; null where it does not exist.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static Spread? Of<T>(IReadOnlyList<IReadOnlyList<T>> patients, Func<IReadOnlyList<T>, double?> figure, int seed)
    {
        if (patients.Count < FewestPatients)
            return null;
        var random = new Random(seed);
        var values = new List<double>(Resamples);
        var drawn = new List<T>();
        for (var resample = 0; resample < Resamples; resample++)
        {
            drawn.Clear();
            for (var i = 0; i < patients.Count; i++)
                drawn.AddRange(patients[random.Next(patients.Count)]);
            if (figure(drawn) is { } value)
                values.Add(value);
        }

        if (values.Count < Enough * Resamples)
            return null;
        values.Sort();
        if (values[0] == values[^1])
            return null;
        return new Spread(Math.Sqrt(Statistics.Variance(values)), new(Quantile(values, Interval.Alpha / 2), Quantile(values, 1 - Interval.Alpha / 2)));
    }

    private static double Quantile(List<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        return below + 1 == sorted.Count ? sorted[below] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
