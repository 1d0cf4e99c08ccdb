using PatchFcn.Cli.Evaluation.Tables;
using ScottPlot;

namespace PatchFcn.Cli.Evaluation.Figures;

/// <summary>The reliability curve: what share of the cases of similar score is positive.</summary>
internal static class CalibrationFigure
{
    /// <summary>Draws the curve; nothing where no case was analysed.</summary>
    public static Figure? Write(string folder, Metrics metrics)
    {
        if (metrics.Calibration is not { } calibration)
            return null;
        var plot = FigureStyle.Create("mean score", "share of positive cases");
        var ideal = plot.Add.Line(0, 0, 1, 1);
        (ideal.Color, ideal.LinePattern, ideal.LegendText) = (FigureStyle.Reference, LinePattern.Dotted, "perfectly calibrated");
        foreach (var bin in calibration.Bins)
        {
            var ci = bin.Positive.Wilson!.Value;
            var bar = plot.Add.Line(bin.MeanScore, ci.Low, bin.MeanScore, ci.High);
            (bar.Color, bar.LineWidth) = (FigureStyle.Model.WithAlpha(0.5), 1.5f);
            var count = plot.Add.Text(Text.Of(bin.Positive.Trials), bin.MeanScore, bin.Positive.Value!.Value);
            (count.OffsetX, count.LabelAlignment, count.LabelFontSize, count.LabelFontColor) = (8, Alignment.MiddleLeft, 10, FigureStyle.Reference);
        }

        var line = plot.Add.Scatter(
            calibration.Bins.Select(bin => new Coordinates(bin.MeanScore, bin.Positive.Value!.Value)).ToArray(), FigureStyle.Model);
        (line.LineWidth, line.MarkerSize) = (1.5f, 9);
        line.LegendText = $"ECE {Text.Of(calibration.ExpectedError)}, Brier {Text.Of(calibration.Brier)}";
        FigureStyle.ShowShare(plot.Axes.Bottom);
        FigureStyle.ShowShare(plot.Axes.Left);
        plot.ShowLegend(Alignment.LowerRight);
        FigureStyle.Save(plot, folder, "calibration", 620, 600);
        return new Figure("calibration", "Calibration: cases by tenths of the score, with their number and 95 % intervals by Wilson.");
    }
}
