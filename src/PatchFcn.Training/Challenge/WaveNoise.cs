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

    public double At(Point p)
    {
        var sum = 0.0;
        foreach (var (x, y, z, phase) in _waves)
            sum += Math.Cos(x * p.X + y * p.Y + z * p.Z + phase);
        return sum * Math.Sqrt(2.0 / Waves);
    }
}

/// <summary>A place in the sketched head, mm from its middle: +x to the left, +y to the back, +z up.</summary>
internal readonly record struct Point(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(X * X + Y * Y + Z * Z);

    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Point operator *(Point a, double factor) => new(a.X * factor, a.Y * factor, a.Z * factor);

    /// <summary>Below 1 inside an ellipsoid, 1 on it.</summary>
    public double InEllipsoid(Point centre, Point axes)
    {
        var d = this - centre;
        return new Point(d.X / axes.X, d.Y / axes.Y, d.Z / axes.Z).Length;
    }
}
