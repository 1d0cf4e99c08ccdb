using System.Numerics;
using PatchFcn.Phantoms.Randomness;

namespace PatchFcn.Phantoms.Scanner;

/// <summary>A symmetric filter applied along rows, then along columns, of a square slice; beyond the edge the slice is continued by its last value.</summary>
internal sealed class SeparableFilter
{
    private readonly float[] _weights;

    private SeparableFilter(float[] weights) => _weights = weights;

    /// <summary>Distance in pixels up to which neighbours count.</summary>
    internal int Reach => _weights.Length - 1;

    /// <summary>A normal distribution of the given deviation in pixels, cut off at three deviations; the weights add up to 1.</summary>
    internal static SeparableFilter Gaussian(double deviation)
    {
        var weights = new float[Math.Max(1, (int)Math.Ceiling(3 * deviation)) + 1];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)ExactMath.Exp(-i * i / (2 * deviation * deviation));
            sum += i == 0 ? weights[i] : 2 * weights[i];
        }
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (float)(weights[i] / sum);
        return new SeparableFilter(weights);
    }

    /// <summary>Weight of a neighbour at a distance in pixels.</summary>
    internal double Weight(int distance) => Math.Abs(distance) < _weights.Length ? _weights[Math.Abs(distance)] : 0;

    internal void Apply(float[] slice, int size)
    {
        var radius = _weights.Length - 1;
        var padded = new float[size + 2 * radius];
        for (var row = 0; row < size; row++)
        {
            var line = slice.AsSpan(row * size, size);
            line.CopyTo(padded.AsSpan(radius));
            padded.AsSpan(0, radius).Fill(line[0]);
            padded.AsSpan(radius + size).Fill(line[^1]);
            Accumulate(line, d => padded.AsSpan(radius + d, size));
        }
        var source = (float[])slice.Clone();
        for (var row = 0; row < size; row++)
        {
            var at = row;
            Accumulate(slice.AsSpan(row * size, size), d => source.AsSpan(Math.Clamp(at + d, 0, size - 1) * size, size));
        }
    }

    private delegate ReadOnlySpan<float> Shifted(int offset);

    private void Accumulate(Span<float> target, Shifted shifted)
    {
        var centre = shifted(0);
        for (var i = 0; i < target.Length; i++)
            target[i] = centre[i] * _weights[0];
        for (var d = 1; d < _weights.Length; d++)
        {
            var before = shifted(-d);
            var after = shifted(d);
            var weight = new Vector<float>(_weights[d]);
            var i = 0;
            for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
                (new Vector<float>(target[i..]) + (new Vector<float>(before[i..]) + new Vector<float>(after[i..])) * weight).CopyTo(target[i..]);
            for (; i < target.Length; i++)
                target[i] += (before[i] + after[i]) * _weights[d];
        }
    }
}
