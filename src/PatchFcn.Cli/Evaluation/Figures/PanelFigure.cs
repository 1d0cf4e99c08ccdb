using PatchFcn.Cli.Evaluation.Tables;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;
using SkiaSharp;

namespace PatchFcn.Cli.Evaluation.Figures;

/// <summary>Pictures of some cases below each other, each with what is true and what the model said.</summary>
/// <param name="figures">Folder of the figures.</param>
/// <param name="pictures">Folder of the pictures of single cases.</param>
/// <param name="threshold">The operating point.</param>
internal sealed class PanelFigure(string figures, string pictures, double threshold)
{
    private const int Rows = 4;
    private const int Width = 1800;
    private const int HeadHeight = 34;
    private const int Gap = 10;
    private const float FontSize = 19;

    /// <summary>The figures that are worth a look: the positive cases of lowest score, the negative ones of highest, and typical findings.</summary>
    public IEnumerable<Figure> Write(IEnumerable<JudgedCase> analysed)
    {
        var ordered = analysed.OrderBy(study => study.Result.Score).ThenBy(study => study.Truth.Name, StringComparer.Ordinal).ToList();
        var found = ordered.Where(study => study.Truth.Positive && study.Result.Score >= threshold).OrderBy(study => study.Result.Pixels?.Dice).ToList();
        Figure?[] written =
        [
            Write("misses", "The positive cases of lowest score", ordered.Where(study => study.Truth.Positive)),
            Write("false-alarms", "The negative cases of highest score", ordered.Where(study => !study.Truth.Positive).Reverse()),
            Write("hits", "Typical findings: of the positive cases that were called, those of middling Dice", found.Skip((found.Count - Rows) / 2)),
        ];
        return written.OfType<Figure>();
    }

    private Figure? Write(string name, string caption, IEnumerable<JudgedCase> cases)
    {
        var rows = cases.Take(Rows).Where(study => File.Exists(PathOf(study))).ToList();
        if (rows.Count == 0)
            return null;
        var bitmaps = rows.ConvertAll(study => SKBitmap.Decode(PathOf(study)));
        try
        {
            using var surface = SKSurface.Create(new SKImageInfo(Width, bitmaps.Sum(RowHeight), SKColorType.Bgra8888, SKAlphaType.Opaque));
            surface.Canvas.Clear(SKColors.White);
            var top = 0;
            for (var i = 0; i < rows.Count; top += RowHeight(bitmaps[i]), i++)
                DrawRow(surface.Canvas, rows[i], bitmaps[i], top);
            using var image = surface.Snapshot();
            using var png = image.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(Path.Combine(figures, name + ".png"), png.ToArray());
            return new Figure(name, caption + ".");
        }
        finally
        {
            bitmaps.ForEach(bitmap => bitmap.Dispose());
        }
    }

    private string PathOf(JudgedCase study) => Path.Combine(pictures, study.Truth.Name + ".png");

    private static int RowHeight(SKBitmap picture) => HeadHeight + PictureHeight(picture) + Gap;

    private static int PictureHeight(SKBitmap picture) => picture.Height * Width / picture.Width;

    private void DrawRow(SKCanvas canvas, JudgedCase study, SKBitmap picture, int top)
    {
        using var font = new SKFont(ReportFont.Typeface, FontSize) { Edging = SKFontEdging.Antialias };
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawText(Describe(study), 2, top + HeadHeight - 10, SKTextAlign.Left, font, ink);
        using var image = SKImage.FromBitmap(picture);
        canvas.DrawImage(
            image, SKRect.Create(0, top + HeadHeight, Width, PictureHeight(picture)), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    /// <summary>What stands over a row.</summary>
    internal string Describe(JudgedCase study)
    {
        string[] parts =
        [
            study.Truth.Name,
            study.Truth.Positive ? string.Join(" + ", study.Truth.Classes.DefaultIfEmpty("acute blood")) : "no acute blood",
            study.Truth.Positive && study.TruthMl is { } ml ? $"{Text.Of(ml, "0.0")} mL" : "",
            study.Truth.Type,
            $"score {ScoreText.Of(study.Result.Score, threshold)}, {(study.Result.Score >= threshold ? "called" : "not called")}",
            study.Truth.Positive && study.Result.Pixels?.Dice is { } dice ? $"Dice {Text.Of(dice, "0.00")}" : "",
        ];
        return string.Join("   ·   ", parts.Where(part => part.Length > 0));
    }
}
