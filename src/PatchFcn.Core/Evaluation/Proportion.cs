namespace PatchFcn.Core.Evaluation;

/// <summary>A share of cases, such as a sensitivity, with its confidence intervals.</summary>
/// <param name="Successes">Cases that count, 0 to <paramref name="Trials"/>.</param>
/// <param name="Trials">All cases; where there is none, value and intervals are null.</param>
public readonly record struct Proportion(int Successes, int Trials)
{
    /// <summary>The share, 0..1.</summary>
    public double? Value => Trials == 0 ? null : (double)Successes / Trials;

    /// <summary>Wilson's score interval (E. B. Wilson, J Am Stat Assoc 22, 1927), without correction for continuity.</summary>
    public Interval? Wilson
    {
        get
        {
            if (Trials == 0)
                return null;
            const double Z2 = Interval.Z * Interval.Z;
            var (n, p) = ((double)Trials, (double)Successes / Trials);
            var middle = (p + Z2 / (2 * n)) / (1 + Z2 / n);
            var half = Interval.Z * Math.Sqrt(p * (1 - p) / n + Z2 / (4 * n * n)) / (1 + Z2 / n);
            return new(Successes == 0 ? 0 : middle - half, Successes == Trials ? 1 : middle + half);
        }
    }

    /// <summary>The exact interval of Clopper and Pearson (Biometrika 26, 1934): never too narrow, often too wide.</summary>
    public Interval? ClopperPearson
    {
        get
        {
            if (Trials == 0)
                return null;
            var (k, n) = (Successes, Trials);
            return new(
                k == 0 ? 0 : Bisect(p => AtMost(n - k, n, 1 - p) < Interval.Alpha / 2),
                k == n ? 1 : Bisect(p => AtMost(k, n, p) > Interval.Alpha / 2));
        }
    }

    /// <summary>The proportion up to which a condition holds.</summary>
    private static double Bisect(Func<double, bool> holds)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>Probability of at most k successes in n trials of probability p, 0 &lt; p &lt; 1, summed in logarithms so that nothing underflows.</summary>
    private static double AtMost(int k, int n, double p)
    {
        var sum = 0.0;
        var log = n * Math.Log(1 - p);
        var odds = Math.Log(p) - Math.Log(1 - p);
        for (var i = 0; i <= k; i++)
        {
            sum += Math.Exp(log);
            log += odds + Math.Log(n - i) - Math.Log(i + 1);
        }

        return sum;
    }
}
