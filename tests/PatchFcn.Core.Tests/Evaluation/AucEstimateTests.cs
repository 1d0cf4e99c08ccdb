using CsCheck;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

/// <summary>R60.</summary>
public sealed class AucEstimateTests
{
    /// <summary>Published for these data: area 0.8932, standard error by DeLong 0.0307, interval 0.83295 to 0.95339 (Stata manual, roctab).</summary>
    [Fact]
    public void Of_HanleyMcNeil_IsWhatIsPublished()
    {
        var auc = AucEstimate.Of(Cohorts.HanleyMcNeil)!;

        Assert.Equal(0.8932, auc.Value, 0.00005);
        Assert.Equal(0.0307, auc.Sd!.Value, 0.00005);
        Assert.Equal(0.83295, auc.Ci!.Value.Low, 0.000005);
        Assert.Equal(0.95339, auc.Ci!.Value.High, 0.000005);
    }

    /// <summary>Worked out apart from this code, by the double sums of the publication in NumPy.</summary>
    [Fact]
    public void Of_FewCasesWithTies_IsWhatTheDoubleSumsGive()
    {
        var auc = AucEstimate.Of(Cohorts.Of([0.9, 0.8, 0.8, 0.55, 0.54, 0.4, 0.35], [0.7, 0.53, 0.54, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1]))!;

        Assert.Equal(0.8095238095238095, auc.Value, 1e-14);
        Assert.Equal(0.11351796056331506, auc.Sd!.Value, 1e-14);
        Assert.Equal(1, auc.Ci!.Value.High);
    }

    [Fact]
    public void Of_AllToldApart_HasALowerLimitBelowOne()
    {
        var auc = AucEstimate.Of(Cohorts.Of([.. Enumerable.Repeat(0.9, 25)], [.. Enumerable.Repeat(0.1, 175)]))!;

        Assert.Equal((1, 0), (auc.Value, auc.Sd));
        Assert.Equal(Math.Pow(0.025, 1 / 25.0), auc.Ci!.Value.Low, 1e-12);
        Assert.Equal(1, auc.Ci!.Value.High);
    }

    [Fact]
    public void Of_OnePositive_HasNoDeviation() =>
        Assert.Equal(new AucEstimate(0.75, null, null), AucEstimate.Of(Cohorts.Of([0.5], [0.1, 0.2, 0.3, 0.8])));

    /// <summary>R375.</summary>
    [Fact]
    public void Of_AllScoresTheSame_HasNoInterval() =>
        Assert.Equal(new AucEstimate(0.5, null, null), AucEstimate.Of(Cohorts.Of([.. Enumerable.Repeat(1.0, 12)], [.. Enumerable.Repeat(1.0, 12)])));

    [Fact]
    public void Ci_AnyCases_HoldsTheValueAndStaysInRange() => Cohorts.Any.Sample(cases =>
    {
        if (AucEstimate.Of(cases) is { Ci: { } ci, Value: var value })
            Assert.True(0 <= ci.Low && ci.Low <= value && value <= ci.High && ci.High <= 1);
    });
}
