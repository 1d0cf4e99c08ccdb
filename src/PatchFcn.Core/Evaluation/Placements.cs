namespace PatchFcn.Core.Evaluation;

/// <summary>The placement of a score among others: the share of the others that is lower, ties counted half. DeLong's variances are variances of placements.</summary>
internal static class Placements
{
    /// <summary>The placements of some scores among others.</summary>
    public static double[] Of(double[] scores, double[] others)
    {
        double[] sorted = [.. others.Order()];
        return Array.ConvertAll(scores, score => (CountBelow(sorted, score) + CountAtMost(sorted, score)) / (2.0 * sorted.Length));
    }

    private static int CountBelow(double[] sorted, double value) => Count(sorted, other => other < value);

    private static int CountAtMost(double[] sorted, double value) => Count(sorted, other => other <= value);

    /// <summary>Length of the stretch at the start for which a condition holds.</summary>
    private static int Count(double[] sorted, Predicate<double> holds)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(sorted[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
