using PatchFcn.Reporting.Images;
using ScottPlot;
using SkiaSharp;

namespace PatchFcn.Cli.Evaluation.Figures;

/// <summary>What all plots have in common: font, colours, sizes, and that each is written as PNG and as SVG.</summary>
internal static class FigureStyle
{
    /// <summary>Pixels of the PNG for each of the SVG.</summary>
    private const int Zoom = 2;

    /// <summary>The model.</summary>
    public static readonly Color Model = Color.FromHex("#1F4E9E");

    /// <summary>Positive cases.</summary>
    public static readonly Color Positive = Color.FromHex("#C8352B");

    /// <summary>Negative cases.</summary>
    public static readonly Color Negative = Color.FromHex("#5B7F95");

    /// <summary>Human readers.</summary>
    public static readonly Color Reader = Color.FromHex("#2E8B57");

    /// <summary>What a reader compares with.</summary>
    public static readonly Color Reference = Color.FromHex("#9AA5B1");

    static FigureStyle()
    {
        Fonts.FontResolvers.Insert(0, new BuiltIn());
        Fonts.Default = ReportFont.Name;
    }

    /// <summary>An empty plot.</summary>
    public static Plot Create(string across, string up)
    {
        var plot = new Plot();
        plot.Font.Set(ReportFont.Name);
        plot.XLabel(across, 13);
        plot.YLabel(up, 13);
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.FontSize = 11;
            axis.TickLabelStyle.Bold = false;
            axis.Label.Bold = false;
        }

        plot.Grid.MajorLineColor = Color.FromHex("#E6EAEE");
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Right.MinimumSize = 14;
        plot.Axes.Top.MinimumSize = 14;
        plot.Legend.FontSize = 11;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Color.FromHex("#D5DBE1");
        return plot;
    }

    /// <summary>Has an axis show a share: from 0 to 1 in fifths.</summary>
    public static void ShowShare(IAxis axis)
    {
        axis.SetTicks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        (axis.Min, axis.Max) = (-0.02, 1.02);
    }

    /// <summary>Writes a plot as PNG and as SVG.</summary>
    public static void Save(Plot plot, string folder, string name, int width, int height)
    {
        plot.ScaleFactor = 1;
        var svg = plot.GetSvgXml(width, height).Replace($"font-family=\"{ReportFont.Name}\"", $"font-family=\"{ReportFont.Name}, sans-serif\"", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, name + ".svg"), svg);
        plot.ScaleFactor = Zoom;
        plot.SavePng(Path.Combine(folder, name + ".png"), Zoom * width, Zoom * height);
    }

    /// <summary>The built-in font, whatever is asked for: a server has no other, and text would be blank.</summary>
    private sealed class BuiltIn : IFontResolver
    {
        public SKTypeface CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => ReportFont.Typeface;

        public SKTypeface CreateTypeface(string fontName, bool bold, bool italic) => ReportFont.Typeface;
    }
}
