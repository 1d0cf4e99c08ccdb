using PatchFcn.Training.Data;

namespace PatchFcn.Training.Sampling;

/// <summary>A square laid over a slice: turned, enlarged, perhaps mirrored.</summary>
internal readonly struct PatchFrame(double row, double column, double rotation, double scale, bool mirrored)
{
    private readonly double _cos = Math.Cos(rotation) * scale;
    private readonly double _sin = Math.Sin(rotation) * scale;

    /// <summary>Where a pixel, counted from the middle of the patch, lies in the slice.</summary>
    public (float Row, float Column) At(double y, double x)
    {
        x = mirrored ? -x : x;
        return ((float)(row + _cos * y - _sin * x), (float)(column + _sin * y + _cos * x));
    }
}

/// <summary>Cuts turned and enlarged patches out of prepared heads.</summary>
internal static class PatchCutter
{
    /// <summary>As in the analysis of studies: a pixel is brain where at least half of what it is made of is.</summary>
    private const float BrainPart = 0.5f;

    /// <summary>Cuts densities and labels.</summary>
    /// <param name="source">Slice to cut from.</param>
    /// <param name="frame">Where.</param>
    /// <param name="side">Pixels to a side.</param>
    /// <param name="flipped">Whether above and below change places.</param>
    /// <param name="hu">Receives HU, not a number where stripped; axis order channel, row, column.</param>
    /// <param name="labels">Receives labels, −k where a bleed of the k-th class ends (<see cref="PreparedHead.Target"/>); axis order row, column.</param>
    public static void Cut(PooledSlice source, PatchFrame frame, int side, bool flipped, Span<float> hu, Span<long> labels)
    {
        var (head, slice) = (source.Head, source.Slice);
        var below = head.Channel(slice, flipped ? 2 : 0);
        var own = head.Channel(slice, 1);
        var above = head.Channel(slice, flipped ? 0 : 2);
        var area = side * side;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var (row, column) = frame.At(y - side / 2, x - side / 2);
                var i = y * side + x;
                hu[i] = Interpolate(below, head, row, column);
                hu[area + i] = Interpolate(own, head, row, column);
                hu[2 * area + i] = Interpolate(above, head, row, column);
                labels[i] = float.IsNaN(hu[area + i]) ? 0 : Nearest(head, slice, row, column);
            }
        }
    }

    private static long Nearest(PreparedHead head, int slice, float row, float column)
    {
        var (r, c) = ((int)MathF.Round(row), (int)MathF.Round(column));
        return (uint)r < (uint)head.Rows && (uint)c < (uint)head.Columns ? head.Target(slice, r * head.Columns + c) : 0;
    }

    private static float Interpolate(ReadOnlySpan<byte> codes, PreparedHead head, float row, float column)
    {
        var (r, c) = ((int)MathF.Floor(row), (int)MathF.Floor(column));
        if (r < -1 || c < -1 || r >= head.Rows || c >= head.Columns)
            return float.NaN;
        var (downward, rightward) = (row - r, column - c);
        var (sum, part) = (0f, 0f);
        Add(codes, head, r, c, (1 - downward) * (1 - rightward), ref sum, ref part);
        Add(codes, head, r, c + 1, (1 - downward) * rightward, ref sum, ref part);
        Add(codes, head, r + 1, c, downward * (1 - rightward), ref sum, ref part);
        Add(codes, head, r + 1, c + 1, downward * rightward, ref sum, ref part);
        return part >= BrainPart ? sum / part : float.NaN;
    }

    private static void Add(ReadOnlySpan<byte> codes, PreparedHead head, int row, int column, float weight, ref float sum, ref float part)
    {
        if ((uint)row >= (uint)head.Rows || (uint)column >= (uint)head.Columns)
            return;
        var code = codes[row * head.Columns + column];
        if (code == DensityCode.Stripped)
            return;
        sum += weight * DensityCode.ToHu(code);
        part += weight;
    }
}
