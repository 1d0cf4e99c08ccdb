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

    [Fact]
    public void Of_NothingScored_IsNone() => Assert.Null(ScoreChart.Of(SampleReports.NotAnalyzed()));
}
