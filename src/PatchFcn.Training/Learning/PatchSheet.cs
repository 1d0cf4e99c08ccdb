using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Training.Sampling;
using SkiaSharp;

namespace PatchFcn.Training.Learning;

/// <summary>Validation patches as a picture: what is marked in red, the true outline in green. An early look at whether a run learns what it should.</summary>
internal static class PatchSheet
{
    private const int Columns = 4;
    private const float Marked = 0.5f;
    private static readonly SKColor Truth = new(0, 220, 0);

    /// <summary>Writes a PNG.</summary>
    /// <param name="path">File.</param>
    /// <param name="batch">The patches.</param>
    /// <param name="probabilities">Probability of any blood; axis order patch, row, column.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, PatchBatch batch, ReadOnlySpan<float> probabilities)
    {
        var rows = (batch.Count + Columns - 1) / Columns;
        using var sheet = new SKBitmap(Columns * batch.Side, rows * batch.Side);
        var area = batch.Side * batch.Side;
        for (var patch = 0; patch < batch.Count; patch++)
        {
            for (var i = 0; i < area; i++)
            {
                var grey = (byte)(255 * batch.Inputs[(patch * AnalysisGrid.Channels + 1) * area + i]);
                var colour = IsOutline(batch, patch * area, i) ? Truth
                    : probabilities[patch * area + i] > Marked ? new SKColor(255, (byte)(grey / 2), (byte)(grey / 2))
                    : new SKColor(grey, grey, grey);
                sheet.SetPixel(patch % Columns * batch.Side + i % batch.Side, patch / Columns * batch.Side + i / batch.Side, colour);
            }
        }
        using var file = File.Create(path);
        sheet.Encode(file, SKEncodedImageFormat.Png, 100);
    }

    /// <summary>Whether a pixel has blood and a neighbour to the right or below has none, or the other way round.</summary>
    private static bool IsOutline(PatchBatch batch, int start, int i)
    {
        var own = batch.Pixels[start + i] > 0;
        return (i % batch.Side < batch.Side - 1 && batch.Pixels[start + i + 1] > 0 != own)
            || (i / batch.Side < batch.Side - 1 && batch.Pixels[start + i + batch.Side] > 0 != own);
    }
}
