using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Training.Challenge;

/// <summary>Scans a sketched head.</summary>
internal static class SketchScan
{
    /// <summary>Rows and columns of a slice, unless another number is asked for.</summary>
    public const int Size = 256;

    private const int Depths = 4;

    /// <summary>Makes a head without bleed, or with a bleed of a type. The same seed gives the same voxels, and the same head at every size.</summary>
    public static ChallengeCase Create(int seed, BleedType? type, int size = Size)
    {
        var random = new Random(seed);
        var (spacing, slab) = ((0.84 + 0.12 * random.NextDouble()) * Size / size, random.Next(2) == 0 ? 5.0 : 3.0);
        var count = (int)(145 / slab);
        var geometry = new VolumeGeometry(
            size, size, spacing, spacing, new Vector3D(1, 0, 0), new Vector3D(0, 1, 0),
            [.. Enumerable.Range(0, count).Select(i => new Vector3D(-spacing * size / 2, -spacing * size / 2, -70 + i * slab))], slab);
        var head = new SketchHead(random);
        var bleed = type is { } wanted ? new SketchBleed(head, wanted, random) : null;
        var (turn, nod) = (Math.SinCos(0.15 * (2 * random.NextDouble() - 1)), Math.SinCos(0.12 * (2 * random.NextDouble() - 1)));
        var densities = new SketchDensities(random);
        var noiseHu = 2 + 3 * random.NextDouble();
        var (ct, truth) = (new CtVolume(geometry), new LabelVolume(geometry));
        Parallel.For(0, count, slice =>
        {
            var hu = new double[geometry.SliceLength];
            for (var at = 0; at < hu.Length; at++)
            {
                var blood = 0;
                for (var depth = 0; depth < Depths; depth++)
                {
                    var d = geometry.ToPatient(slice, at / size, at % size) + new Vector3D(0, 0, ((depth + 0.5) / Depths - 0.5) * slab);
                    var level = new Vector3D(turn.Cos * d.X - turn.Sin * d.Y, turn.Sin * d.X + turn.Cos * d.Y, d.Z);
                    var p = new Vector3D(level.X, nod.Cos * level.Y - nod.Sin * level.Z, nod.Sin * level.Y + nod.Cos * level.Z);
                    var tissue = head.At(p);
                    var isBlood = bleed is not null && head.Depth(p) is > 0 and var under && bleed.Contains(p, tissue, under);
                    blood += isBlood ? 1 : 0;
                    hu[at] += (isBlood ? bleed!.Hu + 2 * densities.Mottle(p) : densities.Of(tissue, p)) / Depths;
                }
                if (blood > Depths / 2)
                    truth.Slice(slice)[at] = type!.Value.ToLabel();
            }
            Acquire(hu, size, new Random(seed * 1000 + slice), noiseHu, ct.Slice(slice));
        });
        return new ChallengeCase(ct, truth, type?.ToString().ToLowerInvariant() ?? "none", seed);
    }

    // Each pixel takes a little of its neighbours', and white noise less the neighbours' gives the grain of a reconstruction.
    private static void Acquire(double[] hu, int columns, Random random, double noiseHu, Span<short> acquired)
    {
        var noise = new double[hu.Length];
        for (var i = 0; i < noise.Length; i++)
            noise[i] = noiseHu * 1.2 * (random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2) * Math.Sqrt(3);
        for (var i = 0; i < hu.Length; i++)
        {
            var (left, right) = (Math.Max(i - 1, 0), Math.Min(i + 1, hu.Length - 1));
            var (up, down) = (Math.Max(i - columns, 0), Math.Min(i + columns, hu.Length - 1));
            var blurred = 0.5 * hu[i] + 0.125 * (hu[left] + hu[right] + hu[up] + hu[down]);
            var grain = 0.8 * noise[i] - 0.1 * (noise[left] + noise[right] + noise[up] + noise[down]);
            acquired[i] = (short)Math.Clamp(Math.Round(blurred + grain), CtVolume.Air, CtVolume.Densest);
        }
    }
}

/// <summary>Densities of the tissues of one sketched head, HU.</summary>
internal sealed class SketchDensities(Random random)
{
    private readonly double _white = 25 + 5 * random.NextDouble();
    private readonly double _contrast = 6 + 3 * random.NextDouble();
    private readonly double _fluid = 4 + 7 * random.NextDouble();
    private readonly double _dura = 42 + 26 * random.NextDouble();
    private readonly double _bone = 800 + 500 * random.NextDouble();
    private readonly WaveNoise _mottle = new(random, 5, 14);

    public double Mottle(Vector3D p) => _mottle.At(p);

    public double Of(Tissue tissue, Vector3D p) => tissue switch
    {
        Tissue.Air => -1000,
        Tissue.Soft => 25 + 25 * Mottle(p),
        Tissue.Bone => _bone * (1 + 0.15 * Mottle(p)),
        Tissue.Fluid or Tissue.Ventricle => _fluid,
        Tissue.Grey => _white + _contrast + Mottle(p),
        Tissue.Dura => _dura,
        Tissue.Calcium => 220,
        _ => _white + 0.7 * Mottle(p),
    };
}
