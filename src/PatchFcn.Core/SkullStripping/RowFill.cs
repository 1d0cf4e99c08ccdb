namespace PatchFcn.Core.SkullStripping;

/// <summary>Lets set bits run along a row of words as long as the row is open, in six doubling steps a word (Kogge-Stone).</summary>
internal static class RowFill
{
    /// <summary>Extends <paramref name="bits"/> to higher columns through <paramref name="open"/>.</summary>
    public static void TowardsHigh(Span<ulong> bits, ReadOnlySpan<ulong> open)
    {
        var carry = 0UL;
        for (var i = 0; i < bits.Length; i++)
        {
            var pass = open[i];
            var fill = bits[i] | pass & carry;
            for (var step = 1; step < 64; step *= 2)
            {
                fill |= pass & fill << step;
                pass &= pass << step;
            }
            bits[i] = fill;
            carry = fill >> 63;
        }
    }

    /// <summary>Extends <paramref name="bits"/> to lower columns through <paramref name="open"/>.</summary>
    public static void TowardsLow(Span<ulong> bits, ReadOnlySpan<ulong> open)
    {
        var carry = 0UL;
        for (var i = bits.Length - 1; i >= 0; i--)
        {
            var pass = open[i];
            var fill = bits[i] | pass & carry << 63;
            for (var step = 1; step < 64; step *= 2)
            {
                fill |= pass & fill >> step;
                pass &= pass >> step;
            }
            bits[i] = fill;
            carry = fill & 1;
        }
    }
}
