using System.Runtime.InteropServices;
using PatchFcn.Reporting.Reports;
using SkiaSharp;

namespace PatchFcn.Reporting.Images;

/// <summary>Pictures for archives whose viewers know nothing but pictures: a summary, then the slice to look at first with its neighbours. Each says that it is not for diagnostic use.</summary>
public static class Captures
{
    /// <summary>Draws the pictures.</summary>
    /// <param name="report">What to say.</param>
    /// <param name="images">What to show; null where there is nothing to show.</param>
    /// <returns>The summary; after it, where a slice stands out, up to three slices, inferior first.</returns>
    public static IReadOnlyList<CapturedPicture> Render(StudyReport report, StudyImages? images)
    {
        using var summary = SummaryTile.Draw(report);
        var pictures = new List<CapturedPicture> { Capture(summary, null) };
        if (images?.Labels is null || Verdict.Of(report).Slice is not { } best)
            return pictures;
        var painter = new SlicePainter(images);
        var frames = new SliceFrame(images);
        foreach (var slice in Evidence.Around(best, images.Ct.Geometry.SliceCount))
        {
            using var surface = frames.Render(slice, painter.PaintLabelled(slice));
            pictures.Add(Capture(surface, slice));
        }

        return pictures;
    }

    private static CapturedPicture Capture(SKSurface surface, int? slice)
    {
        using var pixels = surface.PeekPixels();
        var rgb = new byte[3 * pixels.Width * pixels.Height];
        var to = 0;
        for (var row = 0; row < pixels.Height; row++)
            foreach (var bgra in MemoryMarshal.Cast<byte, uint>(pixels.GetPixelSpan().Slice(row * pixels.RowBytes, 4 * pixels.Width)))
            {
                (rgb[to], rgb[to + 1], rgb[to + 2]) = ((byte)(bgra >> 16), (byte)(bgra >> 8), (byte)bgra);
                to += 3;
            }

        return new CapturedPicture(pixels.Height, pixels.Width, rgb, slice);
    }
}

/// <summary>A picture as it stands in an archive.</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="Rgb">Red, green and blue of each pixel, row by row.</param>
/// <param name="Slice">Index of the slice it shows; null where it shows none.</param>
public sealed record CapturedPicture(int Rows, int Columns, byte[] Rgb, int? Slice);
