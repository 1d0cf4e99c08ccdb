using System.Globalization;
using PatchFcn.Core.Volumes;
using SkiaSharp;

namespace PatchFcn.Reporting.Images;

/// <summary>All slices of a study side by side, cropped to the head, the most inferior at the top left.</summary>
internal sealed class Montage
{
    private const int WidestPicture = 1920;
    private const int WidestTile = 256;

    private readonly StudyImages _images;
    private readonly DisplayOrientation _orientation;
    private readonly PixelBox _box;
    private readonly int _tilesAcross;
    private readonly int _tileWidth;
    private readonly int _tileHeight;

    internal Montage(StudyImages images)
    {
        var geometry = images.Ct.Geometry;
        _images = images;
        _orientation = DisplayOrientation.Of(geometry);
        _box = HeadBox.Of(images.Brain, geometry);
        _tilesAcross = (int)Math.Round(Math.Sqrt(1.6 * geometry.SliceCount));
        _tileWidth = Math.Min(WidestTile, WidestPicture / _tilesAcross);
        var aspect = _box.Rows * geometry.RowSpacing / (_box.Columns * geometry.ColumnSpacing);
        _tileHeight = Math.Max(1, (int)Math.Round(_tileWidth * aspect));
    }

    /// <summary>Draws all slices; the bitmaps that <paramref name="paint"/> gives are disposed of.</summary>
    internal byte[] Draw(Func<int, SKBitmap> paint)
    {
        var slices = _images.Ct.Geometry.SliceCount;
        var tilesDown = (slices + _tilesAcross - 1) / _tilesAcross;
        using var surface = SKSurface.Create(
            new SKImageInfo(_tilesAcross * _tileWidth, tilesDown * _tileHeight, SKColorType.Bgra8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.Black);
        var annotations = new Annotations(surface.Canvas);
        for (var slice = 0; slice < slices; slice++)
        {
            var tile = SKRect.Create(slice % _tilesAcross * _tileWidth, slice / _tilesAcross * _tileHeight, _tileWidth, _tileHeight);
            using (var painted = paint(slice))
                surface.Canvas.DrawSlice(painted, _box, tile, _orientation);
            Annotate(annotations, slice, tile);
        }
        return Png.Encode(surface);
    }

    private void Annotate(Annotations annotations, int slice, SKRect tile)
    {
        var size = Math.Max(10, _tileWidth / 14f);
        annotations.Text((slice + 1).ToString(CultureInfo.InvariantCulture), tile.Left + 4, tile.Top + size, size);
        annotations.Text(_orientation.Left.ToString(), tile.Left + 4, tile.MidY, 0.8f * size, color: 0xB0B8C4);
    }
}
