using PatchFcn.Cli.Evaluation.Tables;
using ScottPlot;

namespace PatchFcn.Cli.Evaluation.Figures;

/// <summary>Of the bleeds of each size, how many are found at the operating point.</summary>
internal static class SizeFigure
{
    /// <summary>Draws the bars; nothing where no volume is known.</summary>
    public static Figure? Write(string folder, Metrics metrics)
    {
        var bands = metrics.Breakdown.Sizes;
        if (bands.All(band => band.N == 0))
            return null;
        var plot = FigureStyle.Create("volume of blood", "found at the operating point");
        for (var i = 0; i < bands.Count; i++)
            if (bands[i].Sensitivity is { Value: { } found, Wilson: { } ci } share)
            {
                plot.Add.Bar(new Bar { Position = i, Value = found, Size = 0.62, FillColor = FigureStyle.Model.WithAlpha(0.75), LineWidth = 0 });
                var bar = plot.Add.Line(i, ci.Low, i, ci.High);
                (bar.Color, bar.LineWidth) = (Colors.Black, 1.5f);
                var count = plot.Add.Text($"{Text.Of(share.Successes)} of {Text.Of(share.Trials)}", i, 1.04);
                (count.LabelAlignment, count.LabelFontSize, count.LabelFontColor) = (Alignment.LowerCenter, 11, Colors.Black);
            }

        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, bands.Count).Select(i => (double)i)], [.. bands.Select(band => band.Name)]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        FigureStyle.ShowShare(plot.Axes.Left);
        plot.Axes.SetLimits(-0.6, bands.Count - 0.4, 0, 1.13);
        plot.HideLegend();
        FigureStyle.Save(plot, folder, "sensitivity-by-size", 760, 420);
        return new Figure("sensitivity-by-size", $"Sensitivity at the operating point `{metrics.OperatingPoint}` by volume of blood, with 95 % intervals by Wilson.");
    }
}
