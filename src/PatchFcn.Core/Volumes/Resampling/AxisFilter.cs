namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>
/// Resamples one axis between two grids that cover the same length. A triangle as wide as the coarser of the two pixels: linear interpolation on the way to a
/// finer grid, area-weighted averaging on the way to a coarser one, and the identity between equal grids.
/// </summary>
internal sealed class AxisFilter
{
    private readonly int[] _first;
    private readonly float[] _weights;

    public AxisFilter(int from, int to)
    {
        var scale = (double)from / to;
        var reach = Math.Max(1, scale);
        Taps = (int)Math.Ceiling(2 * reach);
        From = from;
        _first = new int[to];
        _weights = new float[to * Taps];
        for (var i = 0; i < to; i++)
            SetTaps(i, (i + 0.5) * scale - 0.5, reach);
    }

    /// <summary>Pixels of the axis that is read.</summary>
    public int From { get; }

    /// <summary>Pixels of the axis that is written.</summary>
    public int To => _first.Length;

    /// <summary>Largest number of pixels read for one that is written.</summary>
    public int Taps { get; }

    /// <summary>First pixel that is read for a written one, and the weights of it and those that follow. The weights add up to 1.</summary>
    public ReadOnlySpan<float> At(int target, out int first)
    {
        first = _first[target];
        return _weights.AsSpan(target * Taps, Math.Min(Taps, From - first));
    }

    /// <summary>The written pixels that read from any of a range of pixels; the ends are exclusive.</summary>
    public (int First, int End) TargetsOf(int start, int end)
    {
        var first = 0;
        while (first < To && _first[first] + Taps <= start)
            first++;
        var last = first;
        while (last < To && _first[last] < end)
            last++;
        return (first, last);
    }

    private void SetTaps(int target, double centre, double reach)
    {
        var first = Math.Clamp((int)Math.Floor(centre - reach) + 1, 0, From - 1);
        var weights = _weights.AsSpan(target * Taps, Math.Min(Taps, From - first));
        var sum = 0.0;
        for (var tap = 0; tap < weights.Length; tap++)
            sum += weights[tap] = (float)Math.Max(0, 1 - Math.Abs(first + tap - centre) / reach);
        for (var tap = 0; tap < weights.Length; tap++)
            weights[tap] = (float)(weights[tap] / sum);
        _first[target] = first;
    }
}
