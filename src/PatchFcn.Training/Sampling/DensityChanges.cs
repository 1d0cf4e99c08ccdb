namespace PatchFcn.Training.Sampling;

/// <summary>Changes the densities of a patch as scanners differ: contrast, offset, shading, beam hardening, kernel, noise.</summary>
internal sealed class DensityChanges(Augmentation augmentation, NoiseBank noise, double pixelSpacingMm)
{
    /// <summary>How far beam hardening reaches from the bone, mm.</summary>
    private const double ShortestReachMm = 8, LongestReachMm = 40;

    /// <summary>Density around which contrast changes: grey matter.</summary>
    private const float PivotHu = 35;

    /// <summary>Changes one channel in place.</summary>
    /// <param name="hu">HU, not a number where stripped; axis order row, column.</param>
    /// <param name="side">Pixels to a side.</param>
    /// <param name="shared">What all channels of a patch have in common is drawn from this.</param>
    /// <param name="own">What differs between the channels is drawn from this.</param>
    /// <param name="scratch">At least <see cref="BeamHardening.ScratchOf"/> numbers.</param>
    public void Apply(Span<float> hu, int side, Random shared, Random own, Span<float> scratch)
    {
        var kernel = (float)Between(shared, -augmentation.Blur, augmentation.Sharpen);
        if (shared.NextDouble() < 0.5 && kernel != 0)
            Filter(hu, side, kernel, scratch);
        var gain = 1 + (float)Between(shared, -augmentation.Gain, augmentation.Gain);
        var offset = PivotHu + (float)Between(shared, -augmentation.ShiftHu, augmentation.ShiftHu);
        var deviation = (float)(augmentation.NoiseHu * shared.NextDouble() * shared.NextDouble());
        var (slopeY, slopeX, cup) = (Shading(shared), Shading(shared), Shading(shared));
        var (hardening, reach) = ((float)Between(shared, -augmentation.HardeningHu, augmentation.HardeningHu), (float)(Between(shared, ShortestReachMm, LongestReachMm) / pixelSpacingMm));
        if (hardening > 0)
            BeamHardening.Add(hu, side, hardening, reach, scratch);
        var grain = noise.Draw(shared);
        var (startRow, startColumn) = (own.Next(NoiseBank.Side), own.Next(NoiseBank.Side));
        for (var y = 0; y < side; y++)
        {
            var line = grain.Slice(((startRow + y) & (NoiseBank.Side - 1)) * NoiseBank.Side, NoiseBank.Side);
            var v = 2f * y / side - 1;
            for (var x = 0; x < side; x++)
            {
                var u = 2f * x / side - 1;
                ref var value = ref hu[y * side + x];
                value = (value - PivotHu) * gain + offset + slopeY * v + slopeX * u + cup * (u * u + v * v - 1)
                    + deviation * line[(startColumn + x) & (NoiseBank.Side - 1)];
            }
        }
    }

    private float Shading(Random random) => (float)Between(random, -augmentation.ShadingHu, augmentation.ShadingHu) / 2;

    /// <summary>Adds a part of the difference from the 3 × 3 mean of what is brain: below 0 smooths, above sharpens.</summary>
    private static void Filter(Span<float> hu, int side, float amount, Span<float> scratch)
    {
        hu.CopyTo(scratch);
        for (var y = 1; y < side - 1; y++)
        {
            for (var x = 1; x < side - 1; x++)
            {
                var i = y * side + x;
                if (float.IsNaN(scratch[i]))
                    continue;
                var (sum, count) = (0f, 0);
                for (var j = i - side - 1; j <= i + side - 1; j += side)
                    for (var k = j; k < j + 3; k++)
                        if (!float.IsNaN(scratch[k]))
                            (sum, count) = (sum + scratch[k], count + 1);
                hu[i] += amount * (scratch[i] - sum / count);
            }
        }
    }

    private static double Between(Random random, double low, double high) => low + (high - low) * random.NextDouble();
}
