using SkiaSharp;

namespace PatchFcn.Reporting.Images;

/// <summary>Draws text, swatches, frames and scale bars that stay legible on any grey.</summary>
internal sealed class Annotations(SKCanvas canvas)
{
    /// <summary>Writes one line with a dark rim.</summary>
    /// <param name="text">What to write.</param>
    /// <param name="x">Where the text starts, ends or has its middle, by <paramref name="align"/>.</param>
    /// <param name="baseline">Where the letters stand.</param>
    /// <param name="size">Height of the font in pixels.</param>
    /// <param name="align">What <paramref name="x"/> means.</param>
    /// <param name="color">0xRRGGBB.</param>
    internal void Text(string text, float x, float baseline, float size, SKTextAlign align = SKTextAlign.Left, uint color = 0xFFFFFF)
    {
        using var font = new SKFont(ReportFont.Typeface, size) { Edging = SKFontEdging.Antialias };
        using var rim = new SKPaint { Color = SKColors.Black, IsAntialias = true, IsStroke = true, StrokeWidth = size / 6, StrokeJoin = SKStrokeJoin.Round };
        using var fill = new SKPaint { Color = Opaque(color), IsAntialias = true };
        canvas.DrawText(text, x, baseline, align, font, rim);
        canvas.DrawText(text, x, baseline, align, font, fill);
    }

    /// <summary>A filled square with a dark rim that stands for a class.</summary>
    internal void Swatch(float x, float bottom, float size, uint color)
    {
        using var rim = new SKPaint { Color = SKColors.Black };
        using var fill = new SKPaint { Color = Opaque(color) };
        canvas.DrawRect(x - 1, bottom - size - 1, size + 2, size + 2, rim);
        canvas.DrawRect(x, bottom - size, size, size, fill);
    }

    /// <summary>A thin white frame with a dark rim around a part of a picture; what lies outside the picture is left out.</summary>
    internal void Frame(SKRect part, SKRect picture)
    {
        canvas.Save();
        canvas.ClipRect(picture);
        foreach (var (width, color) in new[] { (3f, SKColors.Black), (1.5f, SKColors.White) })
        {
            using var paint = new SKPaint { Color = color, IsStroke = true, StrokeWidth = width, IsAntialias = true };
            canvas.DrawRect(part, paint);
        }
        canvas.Restore();
    }

    /// <summary>A horizontal bar of 5 cm that ends at the right.</summary>
    internal void ScaleBar(float right, float bottom, float pixelsPerMm, float fontSize)
    {
        var left = right - 50 * pixelsPerMm;
        var tick = fontSize / 3;
        foreach (var (width, color) in new[] { (4f, SKColors.Black), (2f, SKColors.White) })
        {
            using var paint = new SKPaint { Color = color, StrokeWidth = width, StrokeCap = SKStrokeCap.Square };
            canvas.DrawLine(left, bottom, right, bottom, paint);
            canvas.DrawLine(left, bottom - tick, left, bottom + tick, paint);
            canvas.DrawLine(right, bottom - tick, right, bottom + tick, paint);
        }
        Text("5 cm", (left + right) / 2, bottom - fontSize / 2, fontSize, SKTextAlign.Center);
    }

    private static SKColor Opaque(uint color) => new(0xFF000000u | color);
}
