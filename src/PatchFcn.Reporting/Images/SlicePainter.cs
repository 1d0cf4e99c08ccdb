using System.Runtime.InteropServices;
using PatchFcn.Core.Patches;
using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Reports;
using SkiaSharp;

namespace PatchFcn.Reporting.Images;

/// <summary>Paints the pixels of a slice, one for one and as they are stored: grey values through the brain window, then masks in colour.</summary>
internal sealed class SlicePainter
{
    /// <summary>Share of the class colour in a filled pixel; the tissue stays visible beneath.</summary>
    private const double FillShare = 0.55;

    /// <summary>Colour of the outline of the brain: that of no class.</summary>
    internal const uint BrainColor = 0x2EE6E6;

    private static readonly HuWindow BrainWindow = new(WindowPreset.Brain.Low, WindowPreset.Brain.High);

    private readonly StudyImages _images;
    private readonly uint[] _greyOfHu = new uint[CtVolume.Densest - CtVolume.Air + 1];
    private readonly uint[] _colorOfLabel = new uint[256];

    internal SlicePainter(StudyImages images)
    {
        _images = images;
        for (var i = 0; i < _greyOfHu.Length; i++)
            _greyOfHu[i] = 0xFF000000u | (byte)MathF.Round(255 * BrainWindow.Normalize(CtVolume.Air + i)) * 0x010101u;
        for (var label = 0; label < _colorOfLabel.Length; label++)
            _colorOfLabel[label] = ClassStyle.Of(label >= 1 && label <= images.Classes.Count ? images.Classes[label - 1] : "").Color;
    }

    /// <summary>A new bitmap of a slice without masks, opaque.</summary>
    internal SKBitmap Paint(int slice)
    {
        var bitmap = new SKBitmap(new SKImageInfo(_images.Ct.Geometry.Columns, _images.Ct.Geometry.Rows, SKColorType.Bgra8888, SKAlphaType.Opaque));
        var pixels = Pixels(bitmap);
        var voxels = _images.Ct.Slice(slice);
        for (var i = 0; i < voxels.Length; i++)
            pixels[i] = _greyOfHu[Math.Clamp((int)voxels[i], CtVolume.Air, CtVolume.Densest) - CtVolume.Air];
        return bitmap;
    }

    /// <summary>A new bitmap of a slice with its mask.</summary>
    internal SKBitmap PaintLabelled(int slice)
    {
        var bitmap = Paint(slice);
        AddLabels(bitmap, slice);
        return bitmap;
    }

    /// <summary>Colours every labelled pixel.</summary>
    internal void AddLabels(SKBitmap bitmap, int slice)
    {
        if (_images.Labels is null)
            return;
        var pixels = Pixels(bitmap);
        var labels = _images.Labels.Slice(slice);
        for (var i = 0; i < labels.Length; i++)
            if (labels[i] != 0)
                pixels[i] = Mix(pixels[i], _colorOfLabel[labels[i]]);
    }

    /// <summary>Draws the edge of labels that are not those of the mask, one pixel wide and inside it.</summary>
    /// <param name="bitmap">The painted slice.</param>
    /// <param name="labels">Labels of the slice; axis order row, column.</param>
    /// <param name="color">Colour of a label, 0xRRGGBB.</param>
    internal void AddOutline(SKBitmap bitmap, ReadOnlySpan<byte> labels, Func<byte, uint> color)
    {
        var pixels = Pixels(bitmap);
        for (var i = 0; i < labels.Length; i++)
            if (labels[i] != 0 && IsEdge(labels, i, _images.Ct.Geometry.Columns))
                pixels[i] = 0xFF000000u | color(labels[i]);
    }

    /// <summary>Darkens everything but the brain and draws the brain's edge, one pixel wide and inside it.</summary>
    internal void AddBrain(SKBitmap bitmap, int slice)
    {
        if (_images.Brain is null)
            return;
        var pixels = Pixels(bitmap);
        var brain = _images.Brain;
        for (var row = 0; row < brain.Rows; row++)
        {
            var line = pixels.Slice(row * brain.Columns, brain.Columns);
            for (var word = 0; word < brain.WordsPerRow; word++)
            {
                var (inside, edge) = (brain.Row(slice, row)[word], EdgeOf(brain, slice, row, word));
                foreach (ref var pixel in line[(64 * word)..Math.Min(64 * word + 64, line.Length)])
                {
                    if ((inside & 1) == 0)
                        pixel = 0xFF000000u | pixel >> 1 & 0x7F7F7Fu;
                    else if ((edge & 1) != 0)
                        pixel = 0xFF000000u | BrainColor;
                    (inside, edge) = (inside >> 1, edge >> 1);
                }
            }
        }
    }

    private static bool IsEdge(ReadOnlySpan<byte> labels, int i, int columns)
    {
        var (label, column) = (labels[i], i % columns);
        return column == 0 || labels[i - 1] != label || column == columns - 1 || labels[i + 1] != label
            || i < columns || labels[i - columns] != label || i + columns >= labels.Length || labels[i + columns] != label;
    }

    /// <summary>Of the 64 pixels of a word those that are set and have a neighbour in their row or column that is not.</summary>
    private static ulong EdgeOf(VoxelMask mask, int slice, int row, int word)
    {
        var words = mask.Row(slice, row);
        var left = words[word] << 1 | (word == 0 ? 0 : words[word - 1] >> 63);
        var right = words[word] >> 1 | (word == words.Length - 1 ? 0 : words[word + 1] << 63);
        var above = row == 0 ? 0 : mask.Row(slice, row - 1)[word];
        var below = row == mask.Rows - 1 ? 0 : mask.Row(slice, row + 1)[word];
        return words[word] & ~(left & right & above & below);
    }

    private static uint Mix(uint grey, uint color)
    {
        var mixed = 0xFF000000u;
        for (var shift = 0; shift <= 16; shift += 8)
            mixed |= (uint)((grey >> shift & 255) * (1 - FillShare) + (color >> shift & 255) * FillShare) << shift;
        return mixed;
    }

    // Bgra8888 is 0xAARRGGBB on the little-endian machines that Skia is built for.
    private static Span<uint> Pixels(SKBitmap bitmap) => MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
}
