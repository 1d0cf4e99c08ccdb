using PatchFcn.Cli.Evaluation.Figures;
using PatchFcn.Core.Evaluation;
using SkiaSharp;

namespace PatchFcn.Cli.Tests.Evaluation;

public sealed class FigureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Text is blank where a font is missing, and nothing says so.</summary>
    [Fact]
    public void Save_AxisLabel_IsInkAndNotBlank()
    {
        FigureStyle.Save(FigureStyle.Create("sensitivity", ""), _folder, "label", 300, 300);

        Assert.InRange(InkBelow("label"), 200, 20000);
        Assert.Contains("sans-serif", File.ReadAllText(Path.Combine(_folder, "label.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnyCases_WritesEveryPlotTwice()
    {
        ScoredCase[] cases = [new(0.9, true), new(0.4, true), new(0.6, false), new(0.1, false)];
        var metrics = Made.Metrics([.. cases.Select((scored, i) => Made.Case($"c{i}", scored.Positive, scored.Score, ml: scored.Positive ? 4 : 0))]);

        RocFigure.Write(_folder, metrics, RocCurve.Of(cases), [new("reader", 0.9, 0.8)]);
        ScoreFigure.Write(_folder, metrics, cases);
        SizeFigure.Write(_folder, metrics);
        CalibrationFigure.Write(_folder, metrics);

        foreach (var name in new[] { "roc", "roc-corner", "scores", "sensitivity-by-size", "calibration" })
        {
            Assert.InRange(new FileInfo(Path.Combine(_folder, name + ".png")).Length, 5_000, 1_000_000);
            Assert.InRange(new FileInfo(Path.Combine(_folder, name + ".svg")).Length, 2_000, 1_000_000);
        }
    }

    [Fact]
    public void Write_NothingToShow_WritesNothing()
    {
        var metrics = Made.Metrics([]);

        Assert.Empty(RocFigure.Write(_folder, metrics, null, []));
        Assert.Null(ScoreFigure.Write(_folder, metrics, []));
        Assert.Null(SizeFigure.Write(_folder, metrics));
        Assert.Null(CalibrationFigure.Write(_folder, metrics));
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    /// <summary>Dark pixels in the lowest 40 rows, where nothing but the label of the axis stands.</summary>
    private int InkBelow(string name)
    {
        using var picture = SKBitmap.Decode(Path.Combine(_folder, name + ".png"));
        return picture.Pixels.AsSpan(picture.Width * (picture.Height - 40)).ToArray().Count(pixel => pixel.Red < 128);
    }
}
