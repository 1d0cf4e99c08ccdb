namespace PatchFcn.Training.Sampling;

/// <summary>Brightens brain towards the bone around it, as the harder beam behind bone does where a scanner does not correct it in full: real heads reach 10 HU at the rim.</summary>
internal static class BeamHardening
{
    private const float Diagonal = 1.41421356f;

    /// <summary>Changes one channel in place.</summary>
    /// <param name="hu">HU, not a number where stripped; axis order row, column.</param>
    /// <param name="side">Pixels to a side.</param>
    /// <param name="amplitudeHu">What is added at the rim, HU.</param>
    /// <param name="reach">Distance from the rim over which that falls to its 1/e-th part, pixels.</param>
    /// <param name="scratch">As large as <paramref name="hu"/>.</param>
    public static void Add(Span<float> hu, int side, float amplitudeHu, float reach, Span<float> scratch)
    {
        MeasureDistances(hu, side, scratch);
        for (var i = 0; i < hu.Length; i++)
            hu[i] += amplitudeHu * MathF.Exp(-scratch[i] / reach);
    }

    /// <summary>Distance of every pixel to the nearest stripped one of the patch, by two passes over it (chamfer); what lies beyond the patch is not known.</summary>
    private static void MeasureDistances(ReadOnlySpan<float> hu, int side, Span<float> distances)
    {
        for (var i = 0; i < hu.Length; i++)
            distances[i] = float.IsNaN(hu[i]) ? 0 : float.PositiveInfinity;
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
                Near(distances, side, y, x, -1);
        for (var y = side - 1; y >= 0; y--)
            for (var x = side - 1; x >= 0; x--)
                Near(distances, side, y, x, 1);
    }

    /// <summary>A pixel is no farther from the rim than by way of the four neighbours that the pass has seen.</summary>
    private static void Near(Span<float> distances, int side, int y, int x, int step)
    {
        ref var own = ref distances[y * side + x];
        if (own == 0)
            return;
        own = Math.Min(own, 1 + At(distances, side, y, x + step));
        own = Math.Min(own, 1 + At(distances, side, y + step, x));
        own = Math.Min(own, Diagonal + At(distances, side, y + step, x - 1));
        own = Math.Min(own, Diagonal + At(distances, side, y + step, x + 1));
    }

    private static float At(ReadOnlySpan<float> distances, int side, int y, int x) =>
        (uint)y < (uint)side && (uint)x < (uint)side ? distances[y * side + x] : float.PositiveInfinity;
}
