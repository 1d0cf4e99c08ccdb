namespace PatchFcn.Core.Densities;

/// <summary>Distances within a plane, by two passes over it (chamfer, Borgefors 1986); a few per cent off the true ones.</summary>
public static class ChamferDistance
{
    /// <summary>Measures in place.</summary>
    /// <param name="plane">
    /// 0 where distances count from, +∞ where they are sought; receives the distance to the centre of the nearest 0, in the unit of the spacings. Axis order row, column. It has a border of one pixel, which stays
    /// as it is: 0 where distances count from what lies beyond, +∞ where that is not known.
    /// </param>
    /// <param name="columns">Columns of the plane, both of its border among them.</param>
    /// <param name="down">Distance between rows.</param>
    /// <param name="right">Distance between columns.</param>
    public static void Measure(Span<float> plane, int columns, float down, float right)
    {
        var diagonal = MathF.Sqrt(down * down + right * right);
        var rows = plane.Length / columns;
        for (var row = 1; row < rows - 1; row++)
            for (var i = row * columns + 1; i < (row + 1) * columns - 1; i++)
                Near(plane, i, i - 1, i - columns, down, right, diagonal);
        for (var row = rows - 2; row > 0; row--)
            for (var i = (row + 1) * columns - 2; i > row * columns; i--)
                Near(plane, i, i + 1, i + columns, down, right, diagonal);
    }

    /// <summary>A pixel is no farther than by way of the four neighbours that the pass has seen: one beside it, and three in a row.</summary>
    private static void Near(Span<float> plane, int i, int beside, int next, float down, float right, float diagonal)
    {
        if (plane[i] == 0)
            return;
        plane[i] = Math.Min(
            Math.Min(plane[i], right + plane[beside]),
            Math.Min(down + plane[next], diagonal + Math.Min(plane[next - 1], plane[next + 1])));
    }
}
