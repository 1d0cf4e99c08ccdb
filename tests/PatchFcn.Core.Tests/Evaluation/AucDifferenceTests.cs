using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

/// <summary>R385: two scores of the same cases.</summary>
public sealed class AucDifferenceTests
{
    private static readonly TwiceScoredCase[] Tied =
    [
        .. Of(true, (0.9, 0.7), (0.8, 0.9), (0.8, 0.6), (0.55, 0.5), (0.54, 0.7), (0.4, 0.3), (0.35, 0.6)),
        .. Of(false, (0.7, 0.6), (0.53, 0.2), (0.54, 0.5), (0.5, 0.1), (0.4, 0.4), (0.3, 0.3), (0.2, 0.55), (0.1, 0.1), (0.1, 0.3)),
    ];

    /// <summary>Worked out apart from this code, by the double sums and the covariance of the publication in Python.</summary>
    [Fact]
    public void Of_FewCasesWithTies_IsWhatTheDoubleSumsGive()
    {
        var found = AucDifference.Of(Tied)!;

        Assert.Equal(0.8095238095238095, found.Area, 1e-14);
        Assert.Equal(0.8650793650793652, found.OtherArea, 1e-14);
        Assert.Equal(0.10345403754942369, found.Sd!.Value, 1e-14);
        Assert.Equal(found.Value - 1.959963984540054 * found.Sd.Value, found.Ci!.Value.Low, 1e-14);
        Assert.Equal(found.Value + 1.959963984540054 * found.Sd.Value, found.Ci.Value.High, 1e-14);
    }

    [Fact]
    public void Of_ScoresInTheSameOrder_IsNoDifferenceWithoutInterval()
    {
        var found = AucDifference.Of([.. Tied.Select(scored => scored with { Other = scored.Score / 2 })])!;

        Assert.Equal((0, 0, null), (found.Value, found.Sd, found.Ci));
    }

    [Fact]
    public void Of_OnePositive_HasNoDeviation() =>
        Assert.Equal(new AucDifference(1, 0, null, null), AucDifference.Of([.. Of(true, (0.9, 0.1)), .. Of(false, (0.1, 0.9), (0.2, 0.8))]));

    [Fact]
    public void Of_OneKindOnly_DoesNotExist() => Assert.Null(AucDifference.Of([.. Of(true, (0.9, 0.1), (0.8, 0.2))]));

    private static IEnumerable<TwiceScoredCase> Of(bool positive, params (double Score, double Other)[] scores) =>
        scores.Select(pair => new TwiceScoredCase(pair.Score, pair.Other, positive));
}
