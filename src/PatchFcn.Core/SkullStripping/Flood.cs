namespace PatchFcn.Core.SkullStripping;

/// <summary>Grows sets of pixels through open pixels of the same slice, side by side.</summary>
internal static class Flood
{
    /// <summary>
    /// Extends <paramref name="set"/>, which must lie within <paramref name="open"/>, to everything open that is connected to it.
    /// </summary>
    public static void Grow(BitPlane shape, Span<ulong> set, ReadOnlySpan<ulong> open)
    {
        var first = set.IndexOfAnyExcept(0UL);
        if (first < 0)
            return;
        // Only the band of rows the set has reached is looked at.
        var (top, bottom) = (first / shape.WordsPerRow, set.LastIndexOfAnyExcept(0UL) / shape.WordsPerRow);
        for (var row = top; row <= bottom; row++)
            Run(shape.Row(set, row), shape.Row(open, row));
        while (SweepDown(shape, set, open, top, ref bottom) | SweepUp(shape, set, open, ref top, bottom))
        {
        }
    }

    private static bool SweepDown(BitPlane shape, Span<ulong> set, ReadOnlySpan<ulong> open, int top, ref int bottom)
    {
        var grown = false;
        for (var row = top + 1; row < shape.Rows && row <= bottom + 1; row++)
            if (Enter(shape.Row(set, row - 1), shape.Row(set, row), shape.Row(open, row)))
                (grown, bottom) = (true, Math.Max(bottom, row));
        return grown;
    }

    private static bool SweepUp(BitPlane shape, Span<ulong> set, ReadOnlySpan<ulong> open, ref int top, int bottom)
    {
        var grown = false;
        for (var row = bottom - 1; row >= 0 && row >= top - 1; row--)
            if (Enter(shape.Row(set, row + 1), shape.Row(set, row), shape.Row(open, row)))
                (grown, top) = (true, Math.Min(top, row));
        return grown;
    }

    /// <summary>Carries the set from one row into the next; tells whether that added anything.</summary>
    private static bool Enter(ReadOnlySpan<ulong> from, Span<ulong> to, ReadOnlySpan<ulong> open)
    {
        var added = 0UL;
        for (var i = 0; i < to.Length; i++)
        {
            var entering = from[i] & open[i] & ~to[i];
            to[i] |= entering;
            added |= entering;
        }
        if (added == 0)
            return false;
        Run(to, open);
        return true;
    }

    private static void Run(Span<ulong> row, ReadOnlySpan<ulong> open)
    {
        RowFill.TowardsHigh(row, open);
        RowFill.TowardsLow(row, open);
    }
}
