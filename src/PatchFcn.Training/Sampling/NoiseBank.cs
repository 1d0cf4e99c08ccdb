namespace PatchFcn.Training.Sampling;

/// <summary>Fields of noise of several grains, mean 0 and deviation 1, to be cut from at random places.</summary>
internal sealed class NoiseBank
{
    /// <summary>Side of a field; a power of 2, so that it repeats without a seam.</summary>
    public const int Side = 512;

    // Standard deviation of the smoothing in pixels; 0 is white noise.
    private static readonly double[] Grains = [0, 0.6, 0.9, 1.3, 1.8];

    private readonly float[][] _fields;

    public NoiseBank(int seed)
    {
        var random = new Random(seed);
        _fields = Array.ConvertAll(Grains, grain => Normalize(Smooth(White(random), grain)));
    }

    /// <summary>One of the fields; axis order row, column.</summary>
    public ReadOnlySpan<float> Draw(Random random) => _fields[random.Next(_fields.Length)];

    private static float[] White(Random random)
    {
        var field = new float[Side * Side];
        for (var i = 0; i < field.Length; i++)
            field[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return field;
    }

    private static float[] Smooth(float[] field, double sigma) =>
        sigma == 0 ? field : SmoothAlong(SmoothAlong(field, sigma, 1), sigma, Side);

    private static float[] SmoothAlong(float[] field, double sigma, int step)
    {
        var reach = (int)Math.Ceiling(3 * sigma);
        var result = new float[field.Length];
        for (var i = 0; i < field.Length; i++)
        {
            var position = i / step % Side;
            for (var k = -reach; k <= reach; k++)
                result[i] += (float)Math.Exp(-k * k / (2 * sigma * sigma)) * field[i + (((position + k) & (Side - 1)) - position) * step];
        }
        return result;
    }

    private static float[] Normalize(float[] field)
    {
        var deviation = Math.Sqrt(field.Average(value => (double)value * value));
        return Array.ConvertAll(field, value => (float)(value / deviation));
    }
}
