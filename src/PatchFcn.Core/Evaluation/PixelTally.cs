using PatchFcn.Core.Aggregation;

namespace PatchFcn.Core.Evaluation;

/// <summary>
/// How many pixels of blood and of everything else have each of the 256 probabilities of a <see cref="ProbabilityMap"/>. Tallies of studies add up, so figures
/// over the pixels of all studies need no pixel to be kept.
/// </summary>
/// <param name="Blood">Pixels that are blood, indexed by probability (0..255).</param>
/// <param name="Other">All other pixels, indexed by probability (0..255).</param>
public sealed record PixelTally(long[] Blood, long[] Other)
{
    /// <summary>Probabilities over this are over 0.5 (<see cref="ProbabilityMap"/>).</summary>
    private const int Half = 127;

    /// <summary>Counts the pixels of a study.</summary>
    /// <param name="probabilities">The map, any axis order.</param>
    /// <param name="truth">Labels in the same order: blood where not 0.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static PixelTally Of(ReadOnlySpan<byte> probabilities, ReadOnlySpan<byte> truth)
    {
        if (probabilities.Length != truth.Length)
            throw new ArgumentException("Map and truth are not of the same study.", nameof(truth));
        var tally = new PixelTally(new long[256], new long[256]);
        for (var i = 0; i < truth.Length; i++)
            (truth[i] != 0 ? tally.Blood : tally.Other)[probabilities[i]]++;
        return tally;
    }

    /// <summary>The pixels of several studies together.</summary>
    public static PixelTally Sum(IEnumerable<PixelTally> tallies)
    {
        var sum = new PixelTally(new long[256], new long[256]);
        foreach (var tally in tallies)
            for (var i = 0; i < 256; i++)
                (sum.Blood[i], sum.Other[i]) = (sum.Blood[i] + tally.Blood[i], sum.Other[i] + tally.Other[i]);
        return sum;
    }

    /// <summary>Dice coefficient of the mask (probability over 0.5) and the blood, 0..1; null where there is neither mask nor blood.</summary>
    public double? Dice
    {
        get
        {
            var (common, found, real) = (Over(Blood), Over(Blood) + Over(Other), Blood.Sum());
            return found + real == 0 ? null : 2.0 * common / (found + real);

            static long Over(long[] counts) => counts[(Half + 1)..].Sum();
        }
    }

    /// <summary>
    /// Average precision of the pixels, 0..1: the precision at every probability, weighted by the recall it adds, without interpolation. Null where there is no blood.
    /// </summary>
    public double? AveragePrecision
    {
        get
        {
            var (real, hits, called, sum) = (Blood.Sum(), 0L, 0L, 0.0);
            if (real == 0)
                return null;
            for (var i = 255; i >= 0; i--)
            {
                hits += Blood[i];
                called += Blood[i] + Other[i];
                if (Blood[i] > 0)
                    sum += (double)Blood[i] / real * hits / called;
            }

            return sum;
        }
    }
}
