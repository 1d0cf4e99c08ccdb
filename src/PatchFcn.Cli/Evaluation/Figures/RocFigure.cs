using PatchFcn.Cli.Evaluation.Tables;
using PatchFcn.Core.Evaluation;
using ScottPlot;

namespace PatchFcn.Cli.Evaluation.Figures;

/// <summary>The ROC curve of examinations with operating points and readers, as in the paper's figure 1.</summary>
internal static class RocFigure
{
    /// <summary>Draws the curve; nothing where it does not exist.</summary>
    public static Figure? Write(string folder, Metrics metrics, RocCurve? curve, IReadOnlyList<ReaderPoint> readers)
    {
        if (curve is null)
            return null;
        var plot = FigureStyle.Create("1 − specificity", "sensitivity");
        var chance = plot.Add.Line(0, 0, 1, 1);
        (chance.Color, chance.LinePattern) = (FigureStyle.Reference, LinePattern.Dotted);

        var line = plot.Add.Scatter(curve.Points.Select(ToCoordinates).ToArray(), FigureStyle.Model);
        (line.LineWidth, line.MarkerSize) = (2.5f, 0);
        line.LegendText = $"{metrics.Model.Name}: AUC {Text.Of(metrics.Auc)} ± {Text.Of(metrics.AucSd)}";
        foreach (var (name, point) in metrics.OperatingPoints)
            AddPoint(plot, name, point);
        AddReaders(plot, readers);

        FigureStyle.ShowShare(plot.Axes.Bottom);
        FigureStyle.ShowShare(plot.Axes.Left);
        plot.ShowLegend(Alignment.LowerRight);
        FigureStyle.Save(plot, folder, "roc", 620, 600);
        return new Figure("roc", $"ROC of {metrics.N} examinations, {metrics.Positives} of them positive. Bars are 95 % intervals by Wilson.");
    }

    private static Coordinates ToCoordinates(RocPoint point) => new(1 - point.Specificity.Value!.Value, point.Sensitivity.Value!.Value);

    private static void AddPoint(Plot plot, string name, RocPoint point)
    {
        var at = ToCoordinates(point);
        var (sensitivity, specificity) = (point.Sensitivity.Wilson!.Value, point.Specificity.Wilson!.Value);
        foreach (var bar in new[]
        {
            plot.Add.Line(at.X, sensitivity.Low, at.X, sensitivity.High),
            plot.Add.Line(1 - specificity.High, at.Y, 1 - specificity.Low, at.Y),
        })
            (bar.Color, bar.LineWidth) = (FigureStyle.Positive.WithAlpha(0.6), 1.2f);
        var marker = plot.Add.Marker(at, MarkerShape.FilledCircle, 10, FigureStyle.Positive);
        marker.LegendText = $"{name}: {Text.Of(point.Sensitivity.Value, "0.00")} / {Text.Of(point.Specificity.Value, "0.00")}";
    }

    private static void AddReaders(Plot plot, IReadOnlyList<ReaderPoint> readers)
    {
        MarkerShape[] shapes = [MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledSquare, MarkerShape.FilledTriangleDown, MarkerShape.Cross, MarkerShape.Eks];
        for (var i = 0; i < readers.Count; i++)
        {
            var marker = plot.Add.Marker(1 - readers[i].Specificity, readers[i].Sensitivity, shapes[i % shapes.Length], 10, FigureStyle.Reader);
            marker.LegendText = $"{readers[i].Name}: {Text.Of(readers[i].Sensitivity, "0.00")} / {Text.Of(readers[i].Specificity, "0.00")}";
        }
    }
}
