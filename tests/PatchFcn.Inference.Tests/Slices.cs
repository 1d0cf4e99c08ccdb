namespace PatchFcn.Inference.Tests;

/// <summary>Analysis slices to score.</summary>
internal static class Slices
{
    /// <summary>Three channels of fill with an ellipse of noise in the upper left, so that some patches of a large slice are blank.</summary>
    public static float[] Blob(int rows, int columns, float fill, int seed = 1)
    {
        var random = new Random(seed);
        var channels = new float[3 * rows * columns];
        for (var i = 0; i < channels.Length; i++)
        {
            var (row, column) = (i / columns % rows - rows * 0.3, i % columns - columns * 0.35);
            var inside = Math.Pow(row / (rows * 0.2), 2) + Math.Pow(column / (columns * 0.2), 2) < 1;
            channels[i] = inside ? random.NextSingle() : fill;
        }
        return channels;
    }
}
