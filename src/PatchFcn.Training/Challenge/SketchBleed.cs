using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Training.Challenge;

/// <summary>A bleed in a sketched head: the part of one body that lies in the wanted tissue.</summary>
internal sealed class SketchBleed
{
    private readonly SketchHead _head;
    private readonly BleedType _type;
    private readonly Vector3D _direction;
    private readonly Vector3D _centre;
    private readonly double _size;
    private readonly WaveNoise _noise;

    public SketchBleed(SketchHead head, BleedType type, Random random)
    {
        (_head, _type, _noise) = (head, type, new WaveNoise(random, 8, 30));
        double Between(double low, double high) => low + (high - low) * random.NextDouble();
        var side = random.Next(2) * 2 - 1;
        var towards = new Vector3D(side * Between(0.5, 1), Between(-0.8, 0.8), Between(0.1, 0.7));
        _direction = towards * (1 / towards.Length);
        Hu = Between(52, 76);
        _size = Between(0, 1);
        _size = type switch
        {
            BleedType.Sdh => 3 + 9 * _size,
            BleedType.Edh => 14 + 26 * _size,
            BleedType.Iph => 7 + 14 * _size,
            BleedType.Sah => 18 + 20 * _size,
            _ => 10 - 30 * _size,
        };
        _centre = type == BleedType.Edh ? Surface() + _direction * (0.5 * _size)
            : type == BleedType.Sah ? Surface() - _direction * 6
            : new Vector3D(side * Between(12, 38), Between(-45, 45), Between(-5, 38));
    }

    /// <summary>Density of the blood, HU.</summary>
    public double Hu { get; }

    /// <summary>Whether a point inside the skull, of a tissue, is blood.</summary>
    public bool Contains(Vector3D p, Tissue tissue, double depth) => tissue is not (Tissue.Bone or Tissue.Calcium or Tissue.Air or Tissue.Soft) && _type switch
    {
        // What the skull holds and the same shape moved inwards does not: a moon, cut off at its ends.
        BleedType.Sdh => p.X * _direction.X > 0 && Vector3D.Dot(p, _direction) > 0.35 * p.Length && _head.Depth(p + _direction * (_size * (1 + 0.1 * _noise.At(p)))) < 0,
        BleedType.Edh => p.X * _direction.X > 0 && (p - _centre).Length < _size * (1 + 0.03 * _noise.At(p)),
        BleedType.Iph => tissue is Tissue.Grey or Tissue.White && depth > 2 && (p - _centre).Length < _size * (1 + 0.16 * _noise.At(p)),
        BleedType.Sah => tissue == Tissue.Fluid && (p - _centre).Length < _size * (1 + 0.2 * _noise.At(p)),
        _ => tissue == Tissue.Ventricle && p.Y > _size && p.Z > -20,
    };

    private Vector3D Surface()
    {
        var distance = 40.0;
        while (_head.Depth(_direction * distance) > 0)
            distance += 0.5;
        return _direction * distance;
    }
}
