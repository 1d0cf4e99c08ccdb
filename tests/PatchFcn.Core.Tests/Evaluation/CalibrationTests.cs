using CsCheck;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

/// <summary>R63.</summary>
public sealed class CalibrationTests
{
    [Fact]
    public void Of_KnownCases_IsWhatHandsGive()
    {
        var calibration = Calibration.Of(Cohorts.Of([0.95, 1.0, 0.25], [0.05, 0.25, 0.25]))!;

        Assert.Equal([0.05, 0.25, 0.975], calibration.Bins.Select(bin => bin.MeanScore));
        Assert.Equal([new(0, 1), new(1, 3), new(2, 2)], calibration.Bins.Select(bin => bin.Positive));
        Assert.Equal((0.05 + 3 * (1.0 / 3 - 0.25) + 2 * 0.025) / 6, calibration.ExpectedError, 1e-12);
        Assert.Equal((0.0025 + 0 + 0.5625 + 0.0025 + 2 * 0.0625) / 6, calibration.Brier, 1e-12);
    }

    [Fact]
    public void Of_AnyCases_CountsEachOnce() => Cohorts.Any.Sample(cases =>
    {
        var calibration = Calibration.Of(cases)!;

        Assert.Equal(cases.Length, calibration.Bins.Sum(bin => bin.Positive.Trials));
        Assert.InRange(calibration.ExpectedError, 0, 1);
    });

    [Fact]
    public void Of_NoCase_IsNull() => Assert.Null(Calibration.Of([]));

    [Theory]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Of_ScoreOutOfRange_Throws(double score) => Assert.Throws<ArgumentException>(() => Calibration.Of([new(score, true)]));
}
