using System.Globalization;
using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Reports;
using SkiaSharp;

namespace PatchFcn.Reporting.Images;

/// <summary>
/// One slice as in the paper's figures 2 to 5: as it is, with what the network marks (probability over 0.5) in colour and all other pixels unaltered, and with the truth
/// outlined; then the same three magnified.
/// </summary>
public static class TruthPanel
{
    /// <summary>Height of the picture in pixels; it is about six times as wide.</summary>
    public const int Height = 320;

    private const int Gap = 4;
    private const float FontSize = 15;
    private const uint Green = 0x3DDC84;

    private static readonly string[] Captions = ["original", "probability > 0.5", "truth"];

    /// <summary>Draws the slice with the largest area of the truth; where there is none that of the mask, else that with the highest probability.</summary>
    /// <param name="images">The study, with mask and map.</param>
    /// <param name="truth">Labels of the blood, shape as the study; null where it is not known.</param>
    /// <param name="truthClasses">Class names of the labels of the truth. Their colours are used where the model tells classes apart, green otherwise.</param>
    /// <returns>The picture as PNG.</returns>
    /// <exception cref="ArgumentException">The study has no mask and map.</exception>
    public static byte[] Draw(StudyImages images, LabelVolume? truth, IReadOnlyList<string> truthClasses)
    {
        var geometry = images.Ct.Geometry;
        var focus = SliceFocus.Of(images, truth);
        var head = HeadBox.Of(images.Brain, geometry);
        var headWidth = (int)Math.Round(Height * head.Columns * geometry.ColumnSpacing / (head.Rows * geometry.RowSpacing));
        using var surface = SKSurface.Create(
            new SKImageInfo(Captions.Length * (headWidth + Height + 2 * Gap) - Gap, Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        var orientation = DisplayOrientation.Of(geometry);
        var annotations = new Annotations(surface.Canvas);
        for (var i = 0; i < Captions.Length; i++)
        {
            using var painted = Paint(i, images, focus.Slice, truth, truthClasses);
            var whole = SKRect.Create(i * (headWidth + Gap), 0, headWidth, Height);
            surface.Canvas.DrawSlice(painted, head, whole, orientation);
            annotations.Frame(orientation.Place(focus.Box, head, whole), whole);
            annotations.Text(Captions[i], whole.Left + 6, FontSize + 3, FontSize);
            var near = SKRect.Create(Captions.Length * (headWidth + Gap) + i * (Height + Gap), 0, Height, Height);
            surface.Canvas.DrawSlice(painted, focus.Box, near, orientation);
        }

        annotations.Text(string.Create(CultureInfo.InvariantCulture, $"slice {focus.Slice + 1} / {geometry.SliceCount}"), 6, Height - 8, FontSize);
        return Png.Encode(surface);
    }

    private static SKBitmap Paint(int tile, StudyImages images, int slice, LabelVolume? truth, IReadOnlyList<string> truthClasses)
    {
        var painter = new SlicePainter(images);
        var bitmap = painter.Paint(slice);
        if (tile == 1)
            painter.AddLabels(bitmap, slice);
        else if (tile == 2 && truth is not null)
            painter.AddOutline(bitmap, truth.Slice(slice), Color);
        return bitmap;

        uint Color(byte label) => images.Classes.Count > 1 && label <= truthClasses.Count ? ClassStyle.Of(truthClasses[label - 1]).Color : Green;
    }
}
