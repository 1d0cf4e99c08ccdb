using PatchFcn.Reporting.Html;

namespace PatchFcn.Reporting.Tests.Html;

public sealed class ScoreChartTests
{
    [Fact]
    public void Of_Scores_BarsAreAsHighAsTheScoreAndTellWhatIsOver()
    {
        var chart = ScoreChart.Of(SampleReports.Analyzed())!;

        Assert.Equal([31, 62, 93], chart.Bars.Select(bar => Math.Round(bar.Height)));
        Assert.Equal([false, true, true], chart.Bars.Select(bar => bar.Over));
        Assert.Equal([false, true, true], chart.Bars.Select(bar => bar.Marked));
        Assert.Equal(50, chart.ThresholdY);
    }

    /// <summary>R379: nothing is known of it, which is not a score of 0.</summary>
    [Fact]
    public void Of_SliceThatWasNotScored_IsNotALowBar()
    {
        var report = SampleReports.Analyzed();

        var chart = ScoreChart.Of(report with { Slices = [report.Slices[0] with { Score = null, AreaMm2 = null }, .. report.Slices.Skip(1)] })!;

        Assert.Equal([false, true, true], chart.Bars.Select(bar => bar.Scored));
        Assert.True(chart.HasUnscored);
        Assert.False(ScoreChart.Of(report)!.HasUnscored);
    }

    [Fact]
    public void Of_NothingScored_IsNone() => Assert.Null(ScoreChart.Of(SampleReports.NotAnalyzed()));
}
