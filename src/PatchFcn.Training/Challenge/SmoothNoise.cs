using PatchFcn.Core.Volumes;

namespace PatchFcn.Training.Challenge;

/// <summary>Smoothed white noise on the grid of a scan, of deviation 1: blobs of a wanted size in mm (full width at half maximum).</summary>
internal static class SmoothNoise
{
    private const int Passes = 3;

    /// <summary>Noise over a whole scan; axis order slice, row, column.</summary>
    public static float[] Draw(Random random, VolumeGeometry geometry, double inPlaneMm, double alongMm)
    {
        var noise = new float[geometry.VoxelCount];
        for (var i = 0; i < noise.Length; i++)
            noise[i] = random.NextSingle() - 0.5f;
        Smooth(noise, geometry, inPlaneMm, alongMm);
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in noise)
            (sum, squares) = (sum + value, squares + value * value);
        var mean = sum / noise.Length;
        var scale = 1 / Math.Sqrt(squares / noise.Length - mean * mean);
        for (var i = 0; i < noise.Length; i++)
            noise[i] = (float)((noise[i] - mean) * scale);
        return noise;
    }

    /// <summary>Three box filters along each axis, which together are close to a normal distribution; sizes are full widths at half maximum in mm.</summary>
    public static void Smooth(float[] values, VolumeGeometry geometry, double inPlaneMm, double alongMm)
    {
        var (columns, slice) = (geometry.Columns, geometry.SliceLength);
        for (var pass = 0; pass < Passes; pass++)
        {
            Box(values, 1, columns, inPlaneMm / geometry.ColumnSpacing);
            Box(values, columns, geometry.Rows, inPlaneMm / geometry.RowSpacing);
            Box(values, slice, geometry.SliceCount, alongMm / geometry.SliceSpacing);
        }
    }

    // A running mean along one axis: lines of `count` voxels that are `stride` apart. The outermost voxels count with the part they cover.
    private static void Box(float[] values, int stride, int count, double fwhmInVoxels)
    {
        // Three boxes of this width have the variance of a normal distribution of that full width at half maximum.
        var half = (float)((fwhmInVoxels * 0.85 - 1) / 2);
        if (half <= 0 || count == 1)
            return;
        var (whole, rest) = ((int)half, half - (int)half);
        Parallel.For(0, values.Length / (stride * count), block =>
        {
            var line = new float[count];
            for (var offset = 0; offset < stride; offset++)
            {
                var start = block * stride * count + offset;
                for (var i = 0; i < count; i++)
                    line[i] = values[start + i * stride];
                float At(int i) => line[Math.Clamp(i, 0, count - 1)];
                var sum = 0f;
                for (var i = -whole; i <= whole; i++)
                    sum += At(i);
                for (var i = 0; i < count; i++)
                {
                    values[start + i * stride] = (sum + rest * (At(i - whole - 1) + At(i + whole + 1))) / (1 + 2 * half);
                    sum += At(i + whole + 1) - At(i - whole);
                }
            }
        });
    }
}
