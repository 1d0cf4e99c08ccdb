using System.Numerics;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Bleeds;

/// <summary>How bleeds push the brain aside and spread its sulci.</summary>
internal sealed class MassEffect(IReadOnlyList<BleedSpec> bleeds)
{
    private readonly ExtraAxialShape[] _extraAxial = [.. bleeds.Where(b => b.Site is BleedSite.Convexity or BleedSite.Epidural).Select(b => new ExtraAxialShape(b))];
    private readonly Ball[] _inBrain = [.. bleeds.Where(b => b.Type == BleedType.Iph && b.Site is not (BleedSite.Contusion or BleedSite.Shear or BleedSite.OldInfarct)).Select(Ball.Of)];
    private readonly Ball[] _subarachnoid = [.. bleeds.Where(b => b.Type == BleedType.Sah).Select(Ball.Of)];

    /// <summary>Whether anything is pushed at all.</summary>
    internal bool MovesBrain => _extraAxial.Length + _inBrain.Length > 0;

    /// <summary>Radius in mm of a ball of this volume.</summary>
    internal static float RadiusOf(double ml)
    {
        // Cube root by Newton's method: the library's may round differently elsewhere.
        var volume = ml * 1000 * 3 / (4 * Math.PI);
        var radius = 10.0;
        for (var i = 0; i < 40; i++)
            radius -= (radius * radius * radius - volume) / (3 * radius * radius);
        return (float)radius;
    }

    /// <summary>Where the brain that now lies at a point of the mean head would be without the bleeds.</summary>
    internal Vector3 Undo(Vector3 p, float cavity)
    {
        var shift = Vector3.Zero;
        foreach (var shape in _extraAxial)
            shift += shape.Push(p, cavity);
        foreach (var (centre, radius) in _inBrain)
        {
            var fromCentre = p - centre;
            var distance = Sdf.Length(fromCentre) + 0.1f;
            var push = MathF.Min(0.6f * radius, radius * radius * radius / (3 * distance * distance));
            // Next to the bone there is nowhere to go.
            shift -= fromCentre * (push / distance * Sdf.SmoothStep(0, 12, -cavity));
        }
        return p + shift;
    }

    /// <summary>How much wider, in mm, blood makes sulci and fissures at a point of the mean head.</summary>
    internal float SulcalWidening(Vector3 p)
    {
        var widening = 0f;
        foreach (var (centre, radius) in _subarachnoid)
        {
            var reach = 25 + 1.6f * radius;
            var d = p - centre;
            widening += 1.1f * Sdf.Bump((d.X * d.X + d.Y * d.Y + d.Z * d.Z) / (reach * reach));
        }
        return widening;
    }

    /// <summary>The blood of a bleed as a ball, mm: reckoned once, for it is asked for at every voxel.</summary>
    private readonly record struct Ball(Vector3 Centre, float Radius)
    {
        internal static Ball Of(BleedSpec bleed) => new(bleed.Centre, RadiusOf(bleed.TargetMl));
    }
}
