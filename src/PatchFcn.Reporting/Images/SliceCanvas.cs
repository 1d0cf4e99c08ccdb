using PatchFcn.Core.Volumes;
using SkiaSharp;

namespace PatchFcn.Reporting.Images;

/// <summary>Puts slices on a canvas the way they are looked at.</summary>
internal static class SliceCanvas
{
    /// <summary>Draws a part of a painted slice into a rectangle, turned to radiological convention and smoothed where it is not one to one.</summary>
    internal static void DrawSlice(this SKCanvas canvas, SKBitmap painted, PixelBox box, SKRect target, DisplayOrientation orientation)
    {
        painted.SetImmutable(); // so that the image shares the pixels instead of copying them
        using var image = SKImage.FromBitmap(painted);
        canvas.Save();
        canvas.Scale(orientation.FlipColumns ? -1 : 1, orientation.FlipRows ? -1 : 1, target.MidX, target.MidY);
        var source = SKRect.Create(box.Column, box.Row, box.Columns, box.Rows);
        canvas.DrawImage(image, source, target, new SKSamplingOptions(SKFilterMode.Linear));
        canvas.Restore();
    }

    /// <summary>Where a part of a slice lies in a rectangle into which a larger part of it was drawn.</summary>
    internal static SKRect Place(this DisplayOrientation orientation, PixelBox part, PixelBox drawn, SKRect target)
    {
        var (across, down) = (target.Width / drawn.Columns, target.Height / drawn.Rows);
        var left = orientation.FlipColumns ? drawn.ColumnEnd - part.ColumnEnd : part.Column - drawn.Column;
        var top = orientation.FlipRows ? drawn.RowEnd - part.RowEnd : part.Row - drawn.Row;
        return SKRect.Create(target.Left + left * across, target.Top + top * down, part.Columns * across, part.Rows * down);
    }
}
