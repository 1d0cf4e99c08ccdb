using System.Globalization;
using SkiaSharp;

namespace PatchFcn.Reporting.Images;

/// <summary>
/// Pictures of the slices with the mask in colour, by radiological convention (the patient's left on the right): one of every slice with a finding,
/// <c>montage.png</c> of the whole study, and <c>brain.png</c> with the outline of what was taken for brain.
/// </summary>
public static class Overlays
{
    /// <summary>Draws all pictures, several at a time.</summary>
    /// <returns>The pictures in a stable order: montages first, then slices, inferior first.</returns>
    public static IReadOnlyList<NamedPicture> Render(StudyImages images)
    {
        var painter = new SlicePainter(images);
        var frames = new SliceFrame(images);
        var montage = new Montage(images);
        List<(string Name, Func<byte[]> Draw)> pictures = [];
        if (images.Labels is not null)
            pictures.Add(("montage.png", () => montage.Draw(painter.PaintLabelled)));
        if (images.Brain is not null)
            pictures.Add(("brain.png", () => montage.Draw(slice => Outlined(painter, slice))));
        foreach (var slice in SlicesWithFindings(images))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"slice-{slice + 1:000}.png");
            pictures.Add((name, () => frames.Draw(slice, painter.PaintLabelled(slice))));
        }

        var drawn = new NamedPicture[pictures.Count];
        Parallel.For(0, drawn.Length, i => drawn[i] = new(pictures[i].Name, pictures[i].Draw()));
        return drawn;
    }

    private static IEnumerable<int> SlicesWithFindings(StudyImages images) => images.Labels is { } labels
        ? Enumerable.Range(0, labels.Geometry.SliceCount).Where(slice => labels.Slice(slice).IndexOfAnyExcept((byte)0) >= 0)
        : [];

    private static SKBitmap Outlined(SlicePainter painter, int slice)
    {
        var bitmap = painter.Paint(slice);
        painter.AddBrain(bitmap, slice);
        return bitmap;
    }
}
