using System.Text;

namespace PatchFcn.Phantoms.Randomness;

/// <summary>
/// A small random generator (xoshiro256**, seeded through SplitMix64) that gives the same numbers on every machine. Only additions, multiplications and square
/// roots are used, which IEEE 754 defines to the last bit; library functions such as exp and sin are not.
/// </summary>
internal sealed class PhantomRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>A generator of its own for one topic of a phantom, so that a new choice in one topic leaves the others as they were.</summary>
    internal PhantomRandom(ulong seed, string topic)
    {
        var state = seed;
        foreach (var value in Encoding.UTF8.GetBytes(topic))
            state = SplitMix(ref state) ^ value;
        (_a, _b, _c, _d) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    internal ulong NextUInt64()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    internal double Next() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    internal double Uniform(double low, double high) => low + (high - low) * Next();

    /// <summary>Approximately normal (sum of twelve uniforms), so never further than six deviations from the mean.</summary>
    internal double Normal(double mean, double deviation)
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += Next();
        return mean + deviation * sum;
    }

    /// <summary>Uniform in the logarithm: the exponent's bits are taken one by one, each worth a square root of the one before.</summary>
    internal double LogUniform(double low, double high)
    {
        var bits = NextUInt64();
        var (result, factor) = (low, high / low);
        for (var i = 0; i < 32; i++)
        {
            factor = Math.Sqrt(factor);
            if ((bits >> i & 1) != 0)
                result *= factor;
        }
        return result;
    }

    internal bool Chance(double probability) => Next() < probability;

    /// <summary>-1 or +1.</summary>
    internal int Sign() => Chance(0.5) ? 1 : -1;

    internal T Pick<T>(params ReadOnlySpan<T> choices) => choices[(int)(Next() * choices.Length)];

    /// <summary>Picks by weight.</summary>
    internal T PickWeighted<T>(params ReadOnlySpan<(T Choice, double Weight)> choices)
    {
        var total = 0.0;
        foreach (var (_, weight) in choices)
            total += weight;
        var remaining = Next() * total;
        foreach (var (choice, weight) in choices)
            if ((remaining -= weight) < 0)
                return choice;
        return choices[^1].Choice;
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
