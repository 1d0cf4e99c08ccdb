using CsCheck;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

/// <summary>Scored cases for tests.</summary>
internal static class Cohorts
{
    /// <summary>
    /// The CT readings of Hanley and McNeil (Radiology 143, 1982, table I): 58 normal and 51 abnormal scans, rated 1 to 5. Many ties.
    /// </summary>
    public static ScoredCase[] HanleyMcNeil { get; } =
        [.. Ratings(positive: false, 33, 6, 6, 11, 2), .. Ratings(positive: true, 3, 2, 2, 11, 33)];

    /// <summary>Any cases of both kinds, with many ties.</summary>
    public static Gen<ScoredCase[]> Any { get; } =
        from scores in Gen.Int[0, 12].Array[2, 40]
        from positives in Gen.Int[1, scores.Length - 1]
        select scores.Select((score, i) => new ScoredCase(score / 12.0, i < positives)).ToArray();

    public static ScoredCase[] Of(double[] positives, double[] negatives) =>
        [.. positives.Select(score => new ScoredCase(score, true)), .. negatives.Select(score => new ScoredCase(score, false))];

    private static IEnumerable<ScoredCase> Ratings(bool positive, params int[] counts) =>
        counts.SelectMany((count, rating) => Enumerable.Repeat(new ScoredCase(rating + 1, positive), count));
}
