using PatchFcn.Cli.Evaluation.Tables;
using PatchFcn.Core.Evaluation;
using ScottPlot;

namespace PatchFcn.Cli.Evaluation.Figures;

/// <summary>How the scores of positive and negative cases lie.</summary>
internal static class ScoreFigure
{
    private const int Bins = 25;

    /// <summary>Draws the histograms; nothing where no case was analysed.</summary>
    public static Figure? Write(string folder, Metrics metrics, IReadOnlyCollection<ScoredCase> cases)
    {
        if (cases.Count == 0)
            return null;
        var plot = FigureStyle.Create("score of the examination", "cases");
        var highest = Math.Max(
            AddBars(plot, cases, positive: false, FigureStyle.Negative), AddBars(plot, cases, positive: true, FigureStyle.Positive));
        var threshold = metrics.OperatingPoints[metrics.OperatingPoint].Threshold;
        var line = plot.Add.VerticalLine(threshold, 1.5f, FigureStyle.Model, LinePattern.Dashed);
        line.LegendText = $"{metrics.OperatingPoint}: {Text.Of(threshold)}";

        plot.Axes.SetLimitsY(0, 1.15 * highest);
        FigureStyle.ShowShare(plot.Axes.Bottom);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.ShowLegend(Alignment.UpperCenter, Orientation.Horizontal);
        FigureStyle.Save(plot, folder, "scores", 760, 420);
        return new Figure("scores", "Scores of positive and negative cases, and the operating point.");
    }

    /// <summary>Both kinds share a bin side by side; the most cases in a bin are returned.</summary>
    private static int AddBars(Plot plot, IEnumerable<ScoredCase> cases, bool positive, Color color)
    {
        var counts = new int[Bins];
        foreach (var scored in cases.Where(scored => scored.Positive == positive))
            counts[Math.Min((int)(scored.Score * Bins), Bins - 1)]++;
        var bars = plot.Add.Bars(counts.Select((count, i) => new Bar
        {
            Position = (i + (positive ? 0.7 : 0.3)) / Bins,
            Value = count,
            Size = 0.38 / Bins,
            FillColor = color,
            LineWidth = 0,
        }).Where(bar => bar.Value > 0).ToArray());
        bars.LegendText = $"{(positive ? "positive" : "negative")} ({Text.Of(counts.Sum())})";
        bars.Color = color;
        return counts.Max();
    }
}
