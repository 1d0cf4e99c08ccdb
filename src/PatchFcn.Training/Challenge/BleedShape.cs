using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Training.Challenge;

/// <summary>
/// Which voxels of a scan a bleed takes: the level set, of the wanted volume, of a distance with smoothed noise in it, clipped to the anatomy that is found in the
/// scan itself.
/// </summary>
internal sealed class BleedShape
{
    private readonly HostTissue _tissue;
    private readonly BleedPlan _plan;
    private readonly Random _random;
    private readonly float[] _noise;
    private readonly (double Along, double Up) _stretch;
    private Vector3D _seed;
    private double _radius;
    private double _thickness;

    public BleedShape(HostTissue tissue, BleedPlan plan, Random random)
    {
        (_tissue, _plan, _random) = (tissue, plan, random);
        _stretch = (0.7 + 0.6 * random.NextDouble(), 0.7 + 0.6 * random.NextDouble());
        Size();
        _noise = SmoothNoise.Draw(random, tissue.Geometry, Math.Clamp(0.8 * _radius, 5, 25), Math.Clamp(0.8 * _radius, 5, 25));
    }

    /// <summary>Indices of the bleed's voxels; fewer than wanted where there is no more room, none where there is no place for it.</summary>
    public int[] Voxels()
    {
        var candidates = Enumerable.Range(0, _noise.Length).Where(CanStart).ToArray();
        if (candidates.Length == 0)
            return [];
        _seed = _tissue.At(candidates[_random.Next(candidates.Length)]);
        var costs = new List<(float Cost, int At)>();
        for (var at = 0; at < _noise.Length; at++)
            if (_tissue.IsBrain(at) && Cost(at) is < 50 and var cost)
                costs.Add((cost, at));
        costs.Sort();
        var (chosen, ml) = (new List<int>(), 0.0);
        foreach (var (_, at) in costs)
        {
            if (ml >= _plan.VolumeMl)
                break;
            ml += _tissue.VoxelMl(at);
            chosen.Add(at);
        }
        return [.. chosen];
    }

    // Radius and thickness, mm, that go with the volume; the level that is reached in the end makes up for what they are off.
    private void Size()
    {
        var cubicMm = 1000 * _plan.VolumeMl;
        _thickness = _plan.Type == BleedType.Sdh ? (3 + 3 * _random.NextDouble()) * Math.Pow(_plan.VolumeMl / 10, 0.3) : 0.9 * Math.Cbrt(cubicMm / 3);
        _radius = _plan.Type switch
        {
            BleedType.Sdh => Math.Sqrt(cubicMm / (2 * _thickness)),
            BleedType.Edh => 1.9 * Math.Cbrt(cubicMm / 3),
            _ => Math.Cbrt(cubicMm * 0.239),
        };
    }

    private bool CanStart(int at)
    {
        if (!_tissue.IsBrain(at))
            return false;
        var (depth, (x, _, z)) = (_tissue.DepthMm(at), _tissue.At(at));
        return _plan.Type switch
        {
            BleedType.Sdh or BleedType.Edh => depth < 2.5 && Math.Abs(x) > 22 && z > _tissue.HeightMm * 0.4 && z < _tissue.HeightMm * 0.85,
            BleedType.Iph => depth > 8 && Math.Abs(x) > 8 && z > _tissue.HeightMm * 0.25 && _tissue.Fluid(at) < 0.2,
            BleedType.Sah => depth is > 2 and < 20 && z > _tissue.HeightMm * 0.3 && _tissue.Fluid(at) > 0.6,
            _ => _tissue.IsVentricle(at),
        };
    }

    private float Cost(int at)
    {
        var (p, depth, noise) = (_tissue.At(at), _tissue.DepthMm(at), _noise[at]);
        var (dx, dy, dz) = (p.X - _seed.X, (p.Y - _seed.Y) / _stretch.Along, (p.Z - _seed.Z) / _stretch.Up);
        var distance = Math.Sqrt(dx * dx + dy * dy + dz * dz);
        var (far, otherSide) = (distance / _radius, p.X * _seed.X < 0);
        return (float)(_plan.Type switch
        {
            // A crescent keeps its thickness almost to its ends; a lens is thickest in the middle.
            BleedType.Sdh => otherSide ? double.MaxValue : depth / _thickness + far * far * far * far + 0.2 * noise,
            BleedType.Edh => otherSide ? double.MaxValue : depth / _thickness + far * far + 0.07 * noise,
            BleedType.Iph => otherSide || depth < 1.5 ? double.MaxValue : far + 0.3 * noise + 1.5 * _tissue.Fluid(at),
            BleedType.Sah => _tissue.Fluid(at) < 0.4 || _tissue.IsVentricle(at) ? double.MaxValue : distance / 15 + 0.5 * noise,
            // Blood sinks to the back of a patient who lies.
            _ => _tissue.IsVentricle(at) ? (_seed.X * p.X < -60 ? 1 : 0) - p.Y / 20 + 0.02 * noise : double.MaxValue,
        });
    }
}
