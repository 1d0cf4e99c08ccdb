using PatchFcn.Cli.Evaluation.Tables;
using PatchFcn.Core.Evaluation;
using ScottPlot;

namespace PatchFcn.Cli.Evaluation.Figures;

/// <summary>The ROC curve of examinations with operating points and readers, as in the paper's figure 1.</summary>
internal static class RocFigure
{
    /// <summary>Draws the curve, whole and its upper left corner; nothing where it does not exist.</summary>
    public static IReadOnlyList<Figure> Write(string folder, Metrics metrics, RocCurve? curve, IReadOnlyList<ReaderPoint> readers)
    {
        if (curve is null)
            return [];
        var whole = Draw(metrics, curve, readers);
        FigureStyle.ShowShare(whole.Axes.Bottom);
        FigureStyle.ShowShare(whole.Axes.Left);
        FigureStyle.Save(whole, folder, "roc", 620, 600);
        var corner = Draw(metrics, curve, readers);
        corner.Axes.SetLimits(-0.006, 0.3, 0.7, 1.006);
        FigureStyle.Save(corner, folder, "roc-corner", 620, 600);
        return
        [
            new("roc", $"ROC of {metrics.N} examinations, {metrics.Positives} of them positive. Crosses are 95 % intervals by Wilson."),
            new("roc-corner", "The upper left corner of the same plot."),
        ];
    }

    private static Plot Draw(Metrics metrics, RocCurve curve, IReadOnlyList<ReaderPoint> readers)
    {
        var plot = FigureStyle.Create("1 − specificity", "sensitivity");
        var chance = plot.Add.Line(0, 0, 1, 1);
        (chance.Color, chance.LinePattern) = (FigureStyle.Reference, LinePattern.Dotted);

        var line = plot.Add.Scatter(curve.Points.Select(ToCoordinates).ToArray(), FigureStyle.Model);
        (line.LineWidth, line.MarkerSize) = (2.5f, 0);
        line.LegendText = $"{metrics.Model.Name}: AUC {Text.Of(metrics.Auc)} ± {Text.Of(metrics.AucSd)}";
        foreach (var (name, point) in metrics.OperatingPoints)
            AddPoint(plot, name, point);
        AddReaders(plot, readers);
        plot.ShowLegend(Alignment.LowerRight);
        return plot;
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
        marker.LegendText = Describe(name, point.Sensitivity.Value, point.Specificity.Value);
    }

    private static void AddReaders(Plot plot, IReadOnlyList<ReaderPoint> readers)
    {
        MarkerShape[] shapes = [MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledSquare, MarkerShape.FilledTriangleDown, MarkerShape.Cross, MarkerShape.Eks];
        for (var i = 0; i < readers.Count; i++)
        {
            var marker = plot.Add.Marker(1 - readers[i].Specificity, readers[i].Sensitivity, shapes[i % shapes.Length], 10, FigureStyle.Reader);
            marker.LegendText = Describe(readers[i].Name, readers[i].Sensitivity, readers[i].Specificity);
        }
    }

    private static string Describe(string name, double? sensitivity, double? specificity) =>
        $"{name}: sens. {Text.Of(sensitivity, "0.00")}, spec. {Text.Of(specificity, "0.00")}";
}
