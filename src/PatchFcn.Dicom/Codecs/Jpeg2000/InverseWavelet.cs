namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>The reversible 5/3 wavelet (ITU-T T.800 F.3 and F.3.8.2.1).</summary>
internal static class InverseWavelet
{
    /// <summary>Puts the subbands of a tile together, resolution by resolution. <paramref name="scratch"/> is as long as <paramref name="samples"/>.</summary>
    public static void Run(Tile tile, Span<int> samples, Span<int> scratch)
    {
        foreach (var area in tile.Resolutions.Skip(1).Where(area => !area.IsEmpty))
        {
            var (width, height, stride) = (area.Width, area.Height, tile.Area.Width);
            for (var y = 0; y < height; y++)
                JoinRow(samples.Slice(y * stride, width), scratch.Slice(y * width, width), area.Left & 1);
            JoinRows(scratch[..(height * width)], samples, width, stride, area.Top & 1);
        }
    }

    /// <summary>Interleaves the low and high samples of a row, and lifts them. At the ends the nearest sample stands for the one that is missing, as it does by mirroring.</summary>
    /// <param name="source">The low samples, then the high ones.</param>
    /// <param name="target">The samples in their order.</param>
    /// <param name="parity">1 where the first sample is high.</param>
    private static void JoinRow(ReadOnlySpan<int> source, Span<int> target, int parity)
    {
        if (source.Length == 1)
        {
            target[0] = source[0] >> parity;
            return;
        }
        var low = source[..((source.Length + 1 - parity) / 2)];
        var high = source[low.Length..];
        for (var n = 0; n < low.Length; n++)
            target[2 * n + parity] = low[n] - ((high[Math.Max(n - 1 + parity, 0)] + high[Math.Min(n + parity, high.Length - 1)] + 2) >> 2);
        for (var n = 0; n < high.Length; n++)
        {
            var at = 2 * n + 1 - parity;
            target[at] = high[n] + ((target[at > 0 ? at - 1 : 1] + target[at + 1 < target.Length ? at + 1 : at - 1]) >> 1);
        }
    }

    /// <summary>The same from top to bottom, by whole rows.</summary>
    private static void JoinRows(ReadOnlySpan<int> source, Span<int> target, int width, int stride, int parity)
    {
        var rows = source.Length / width;
        var lows = (rows + 1 - parity) / 2;
        if (rows == 1)
        {
            for (var x = 0; x < width; x++)
                target[x] = source[x] >> parity;
            return;
        }
        var low = source[..(lows * width)];
        var high = source[low.Length..];
        for (var n = 0; n < lows; n++)
            LiftLow(Row(low, n, width), Row(high, Math.Max(n - 1 + parity, 0), width), Row(high, Math.Min(n + parity, rows - lows - 1), width),
                target.Slice((2 * n + parity) * stride, width));
        for (var n = 0; n < rows - lows; n++)
        {
            var at = 2 * n + 1 - parity;
            LiftHigh(Row(high, n, width), target.Slice((at > 0 ? at - 1 : 1) * stride, width), target.Slice((at + 1 < rows ? at + 1 : at - 1) * stride, width),
                target.Slice(at * stride, width));
        }
    }

    private static ReadOnlySpan<int> Row(ReadOnlySpan<int> rows, int index, int width) => rows.Slice(index * width, width);

    /// <summary>Equation F-5.</summary>
    private static void LiftLow(ReadOnlySpan<int> low, ReadOnlySpan<int> above, ReadOnlySpan<int> below, Span<int> target)
    {
        for (var x = 0; x < target.Length; x++)
            target[x] = low[x] - ((above[x] + below[x] + 2) >> 2);
    }

    /// <summary>Equation F-6.</summary>
    private static void LiftHigh(ReadOnlySpan<int> high, ReadOnlySpan<int> above, ReadOnlySpan<int> below, Span<int> target)
    {
        for (var x = 0; x < target.Length; x++)
            target[x] = high[x] + ((above[x] + below[x]) >> 1);
    }
}
