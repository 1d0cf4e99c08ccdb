using System.Numerics;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Bleeds;

/// <summary>
/// Thickness profile of a bleed between inner table and brain: a long crescent of even thickness (subdural) or a bounded lens (epidural), around the direction
/// from the middle of the vault to the bleed's centre.
/// </summary>
internal sealed class ExtraAxialShape
{
    private readonly BleedSpec _bleed;
    private readonly Vector3 _direction;
    private readonly Vector3 _along;
    private readonly Vector3 _across;
    private readonly float _toBone;
    private readonly float _halfLength;
    private readonly float _halfWidth;
    private readonly GradientNoise _noise;

    internal ExtraAxialShape(BleedSpec bleed)
    {
        _bleed = bleed;
        _noise = new GradientNoise(bleed.NoiseSeed);
        _direction = Unit(bleed.Centre - Cavity.Centre);
        _along = Unit(Vector3.UnitY - _direction * _direction.Y);
        _across = Sdf.Cross(_direction, _along);
        _toBone = DistanceToBone(_direction);
        var stretch = (float)Math.Sqrt(bleed.Elongation);
        var radius = bleed.Type == BleedType.Edh ? EpiduralRadius(bleed.TargetMl) : SubduralRadius(bleed.TargetMl);
        _halfLength = MathF.Min(radius * stretch / _toBone, 0.97f);
        _halfWidth = MathF.Min(radius / stretch / _toBone, 0.9f);
        ThicknessMm = (float)(bleed.TargetMl * 1000 / (0.62 * Math.PI * _halfLength * _halfWidth * _toBone * _toBone));
    }

    /// <summary>Roughly the greatest thickness, mm.</summary>
    internal float ThicknessMm { get; }

    /// <summary>Thickness relative to the greatest, 0 to 1, in the direction of a point.</summary>
    internal float Profile(Vector3 p)
    {
        var direction = Unit(p - Cavity.Centre);
        if (Sdf.Dot(direction, _direction) <= 0)
            return 0;
        var (a, b) = (Sdf.Dot(direction, _along) / _halfLength, Sdf.Dot(direction, _across) / _halfWidth);
        var inside = 1 - (a * a + b * b) * (1 + 0.35f * _noise.At(p.X, p.Y, p.Z, 28)) + 0.08f * _noise.At(p.X, p.Y, p.Z, 9);
        if (inside <= 0)
            return 0;
        return _bleed.Type == BleedType.Edh ? MathF.Min(1, 0.5f * (inside + MathF.Sqrt(inside))) : MathF.Min(1, 1.35f * inside);
    }

    /// <summary>How far outwards the brain at a point came from: by the thickness near the bone, by a part of it deep inside.</summary>
    internal Vector3 Push(Vector3 p, float cavity)
    {
        var depth = MathF.Max(0, -cavity);
        // A little less than the blood is thick: the fluid under it is pressed out.
        var near = 0.85f * ThicknessMm * Profile(p) * Sdf.Bump(depth * depth / (45 * 45));
        var fromCentre = p - (Cavity.Centre + _direction * _toBone);
        var far = 0.45f * ThicknessMm * Sdf.Bump(Sdf.Dot(fromCentre, fromCentre) / (135 * 135)) * Sdf.SmoothStep(15, 50, depth);
        return Unit(p - Cavity.Centre) * near + _direction * far;
    }

    /// <summary>Radius in mm over which a subdural spreads. The more blood, the thicker and the wider: thickness grows with the volume's power of three eighths.</summary>
    internal static float SubduralRadius(double ml)
    {
        var eighth = Math.Sqrt(Math.Sqrt(Math.Sqrt(ml)));
        return (float)Math.Sqrt(ml * 1000 / (2.0 * eighth * eighth * eighth * Math.PI));
    }

    private static float DistanceToBone(Vector3 direction)
    {
        var distance = 60f;
        for (var i = 0; i < 20; i++)
            distance -= 0.8f * Cavity.Distance(Cavity.Centre + direction * distance);
        return distance;
    }

    // A lens about half as thick as its radius.
    private static float EpiduralRadius(double ml) => 1.65f * MassEffect.RadiusOf(ml);

    private static Vector3 Unit(Vector3 v) => v * (1 / (Sdf.Length(v) + 1e-4f));
}
