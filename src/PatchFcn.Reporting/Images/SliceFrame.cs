using System.Globalization;
using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Reports;
using SkiaSharp;

namespace PatchFcn.Reporting.Images;

/// <summary>A picture of one whole slice: square pixels, at least about 512 across, with sides, slice number and position, classes and a scale bar.</summary>
internal sealed class SliceFrame
{
    private const int SmallestSide = 512;

    private readonly StudyImages _images;
    private readonly DisplayOrientation _orientation;
    private readonly float _pixelsPerMm;
    private readonly SKImageInfo _info;

    internal SliceFrame(StudyImages images)
    {
        var geometry = images.Ct.Geometry;
        _images = images;
        _orientation = DisplayOrientation.Of(geometry);
        var zoom = Math.Max(1, (int)Math.Round((double)SmallestSide / Math.Max(geometry.Rows, geometry.Columns)));
        _pixelsPerMm = (float)(zoom / Math.Min(geometry.RowSpacing, geometry.ColumnSpacing));
        _info = new SKImageInfo(
            Math.Max(1, (int)Math.Round(geometry.Columns * geometry.ColumnSpacing * _pixelsPerMm)),
            Math.Max(1, (int)Math.Round(geometry.Rows * geometry.RowSpacing * _pixelsPerMm)),
            SKColorType.Bgra8888,
            SKAlphaType.Opaque);
    }

    /// <summary>Draws a painted slice, which is disposed of, and what belongs around it.</summary>
    internal byte[] Draw(int slice, SKBitmap painted)
    {
        using var surface = Render(slice, painted);
        return Png.Encode(surface);
    }

    /// <summary>The same before it is encoded; the caller disposes of it.</summary>
    internal SKSurface Render(int slice, SKBitmap painted)
    {
        var surface = SKSurface.Create(_info);
        using (painted)
            surface.Canvas.DrawSlice(painted, PixelBox.Whole(_images.Ct.Geometry), new SKRect(0, 0, _info.Width, _info.Height), _orientation);
        Annotate(new Annotations(surface.Canvas), slice);
        return surface;
    }

    private void Annotate(Annotations annotations, int slice)
    {
        var geometry = _images.Ct.Geometry;
        var size = _info.Height / 32f;
        var margin = size / 2;
        var number = string.Create(CultureInfo.InvariantCulture, $"Slice {slice + 1} / {geometry.SliceCount}");
        var position = string.Create(CultureInfo.InvariantCulture, $"{geometry.SlicePositions[slice]:+0.0;-0.0;0.0} mm");
        annotations.Text(number, margin, margin + size, size);
        annotations.Text(position, margin, margin + 2.3f * size, size);
        annotations.Text("NOT FOR DIAGNOSTIC USE", _info.Width - margin, margin + size, 0.8f * size, SKTextAlign.Right, 0xFFB02E);
        annotations.Text(_orientation.Left.ToString(), margin, (_info.Height + 1.5f * size) / 2, 1.5f * size);
        annotations.Text(_orientation.Right.ToString(), _info.Width - margin, (_info.Height + 1.5f * size) / 2, 1.5f * size, SKTextAlign.Right);
        annotations.ScaleBar(_info.Width - 2 * margin, _info.Height - 2 * margin, _pixelsPerMm, 0.8f * size);
        var bottom = _info.Height - margin;
        foreach (var style in ClassesOn(slice))
        {
            annotations.Swatch(margin, bottom, 0.8f * size, style.Color);
            annotations.Text(style.Title, margin + 1.3f * size, bottom - 0.05f * size, 0.9f * size);
            bottom -= 1.4f * size;
        }
    }

    private IEnumerable<ClassStyle> ClassesOn(int slice)
    {
        for (var label = _images.Classes.Count; label >= 1; label--)
            if (_images.Labels!.Slice(slice).Contains((byte)label))
                yield return ClassStyle.Of(_images.Classes[label - 1]);
    }
}
