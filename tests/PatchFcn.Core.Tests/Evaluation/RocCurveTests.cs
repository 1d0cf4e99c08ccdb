using CsCheck;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

/// <summary>R60.</summary>
public sealed class RocCurveTests
{
    [Fact]
    public void Area_AnyCases_IsTheMannWhitneyProbability() => Cohorts.Any.Sample(cases =>
    {
        var pairs = (from positive in cases.Where(scored => scored.Positive)
                     from negative in cases.Where(scored => !scored.Positive)
                     select positive.Score > negative.Score ? 1 : positive.Score == negative.Score ? 0.5 : 0).ToList();

        Assert.Equal(pairs.Average(), RocCurve.Of(cases)!.Area, 1e-12);
    });

    [Fact]
    public void Area_ScoresBentMonotonically_StaysTheSame() => Cohorts.Any.Sample(cases =>
        Assert.Equal(RocCurve.Of(cases)!.Area, RocCurve.Of([.. cases.Select(Bend)])!.Area));

    [Fact]
    public void Area_TruthTurnedRound_IsTheRest() => Cohorts.Any.Sample(cases =>
        Assert.Equal(1 - RocCurve.Of(cases)!.Area, RocCurve.Of([.. cases.Select(scored => scored with { Positive = !scored.Positive })])!.Area, 1e-12));

    [Fact]
    public void Points_AnyCases_AreWhatTheirThresholdGives() => Cohorts.Any.Sample(cases =>
        Assert.All(RocCurve.Of(cases)!.Points, point => Assert.Equal(RocPoint.At(point.Threshold, cases), point)));

    [Fact]
    public void Points_EqualScores_AreNeverSplit() =>
        Assert.Equal(6, RocCurve.Of(Cohorts.HanleyMcNeil)!.Points.Count);

    /// <summary>As the paper tells its two points: 1.00/0.87 and 0.96/0.98 on 25 positive and 175 negative exams.</summary>
    [Fact]
    public void AtFullSensitivity_PaperLikeScores_AreThePointsOfThePaper()
    {
        var curve = RocCurve.Of(Cohorts.Of(
            [.. Enumerable.Repeat(0.9, 24), 0.4], [.. Enumerable.Repeat(0.95, 3), .. Enumerable.Repeat(0.5, 20), .. Enumerable.Repeat(0.1, 152)]))!;

        Assert.Equal((1.0, 152 / 175.0), (curve.AtFullSensitivity.Sensitivity.Value, curve.AtFullSensitivity.Specificity.Value));
        var next = curve.NextAfterFullSensitivity!.Value;
        Assert.Equal((0.96, 172 / 175.0, 0.9), (next.Sensitivity.Value, next.Specificity.Value, next.Threshold));
    }

    [Fact]
    public void NextAfterFullSensitivity_OnePositive_DoesNotExist() =>
        Assert.Null(RocCurve.Of(Cohorts.Of([0.9], [0.95, 0.1]))!.NextAfterFullSensitivity);

    [Theory]
    [InlineData(0, 0, Undefined.NoCases)]
    [InlineData(3, 0, Undefined.NoNegatives)]
    [InlineData(0, 3, Undefined.NoPositives)]
    [InlineData(1, 1, null)]
    public void Of_OneKindMissing_IsNullWithANamedReason(int positives, int negatives, string? reason)
    {
        var cases = Cohorts.Of(new double[positives], new double[negatives]);

        Assert.Equal(reason, Undefined.Why(cases));
        Assert.Equal(reason is not null, RocCurve.Of(cases) is null);
        Assert.Equal(reason is not null, AucEstimate.Of(cases) is null);
    }

    [Fact]
    public void Of_ScoreThatIsNotANumber_Throws() =>
        Assert.Throws<ArgumentException>(() => RocCurve.Of(Cohorts.Of([0.9, double.NaN], [0.1])));

    private static ScoredCase Bend(ScoredCase scored) => scored with { Score = Math.Exp(3 * scored.Score) - 7 };
}
