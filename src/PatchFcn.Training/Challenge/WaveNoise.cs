using PatchFcn.Core.Volumes;

namespace PatchFcn.Training.Challenge;

/// <summary>A random field given by its spectrum: plane waves of random direction and phase whose lengths lie in a band. Zero on average, deviation 1.</summary>
internal sealed class WaveNoise
{
    private const int Waves = 14;
    private readonly (double X, double Y, double Z, double Phase)[] _waves = new (double, double, double, double)[Waves];

    /// <summary>A field with details of a size in mm.</summary>
    public WaveNoise(Random random, double shortestMm, double longestMm)
    {
        for (var i = 0; i < Waves; i++)
        {
            var (z, turn) = (2 * random.NextDouble() - 1, 2 * Math.PI * random.NextDouble());
            var number = 2 * Math.PI / (shortestMm + (longestMm - shortestMm) * random.NextDouble());
            var flat = Math.Sqrt(1 - z * z) * number;
            _waves[i] = (flat * Math.Cos(turn), flat * Math.Sin(turn), z * number, 2 * Math.PI * random.NextDouble());
        }
    }

    public double At(Vector3D p)
    {
        var sum = 0.0;
        foreach (var (x, y, z, phase) in _waves)
            sum += Math.Cos(x * p.X + y * p.Y + z * p.Z + phase);
        return sum * Math.Sqrt(2.0 / Waves);
    }
}
