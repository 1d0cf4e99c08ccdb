using System.Numerics;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>The four ventricles of the mean brain.</summary>
internal sealed class Ventricles(AnatomySpec spec)
{
    // Course of a lateral ventricle on the left, mm.
    private static readonly Rod[] Main =
    [
        new(new(7.5f, 31, 2), new(8.5f, 25, 10), 2.2f, 4.2f), new(new(8.5f, 25, 10), new(9, 12, 19), 4.2f, 4.6f), new(new(9, 12, 19), new(12, -9, 24), 4.6f, 4.4f),
        new(new(12, -9, 24), new(18, -30, 22), 4.4f, 5.2f), new(new(18, -30, 22), new(26, -44, 12), 5.2f, 6.6f),
    ];

    private static readonly Rod[] Occipital = [new(new(26, -44, 12), new(26, -60, 7), 6, 3.6f), new(new(26, -60, 7), new(22, -76, 4), 3.6f, 1.2f)];

    private static readonly Rod[] Temporal =
    [
        new(new(26, -44, 12), new(34, -36, -3), 5.5f, 3), new(new(34, -36, -3), new(36, -22, -13), 3, 2.2f), new(new(36, -22, -13), new(31, -9, -18), 2.2f, 2),
    ];

    private static readonly Rod Aqueduct = new(new(0, -27, -6), new(0, -40, -26), 0.9f, 1.1f);

    private readonly float _left = (float)(spec.VentricleScale * (1 + spec.VentricleAsymmetry));
    private readonly float _right = (float)(spec.VentricleScale * (1 - spec.VentricleAsymmetry));
    private readonly float _middle = (float)spec.VentricleScale;

    /// <summary>Signed distance to the nearest ventricle; a large number far away from all of them.</summary>
    internal float Distance(Vector3 p)
    {
        var x = MathF.Abs(p.X);
        if (x > 52 || p.Y > 45 || p.Y < -95 || p.Z > 45 || p.Z < -58)
            return 20;
        var lateral = p.Z < -32 ? 20 : Lateral(p);
        return x > 24 || p.Z > 24 ? lateral : MathF.Min(lateral, MathF.Min(Third(p), Fourth(p)));
    }

    /// <summary>Signed distance to the lateral ventricle of the point's own side.</summary>
    internal float Lateral(Vector3 p)
    {
        var scale = p.X >= 0 ? _left : _right;
        var q = new Vector3(MathF.Abs(p.X), p.Y, p.Z);
        // Wide ventricles grow sideways from a septum that stays where it is.
        q.X -= (scale - 1) * 3.2f;
        var distance = Sdf.SmoothMin(Chain(q, Main, scale), Sdf.SmoothMin(Chain(q, Occipital, scale), Chain(q, Temporal, scale), 2), 4);
        // The head of the caudate makes the frontal horn a comma.
        distance = Sdf.SmoothMax(distance, -Sdf.Ellipsoid(q, 14.5f, 14, 7, 6.5f, 12, 9), 2);
        return Sdf.SmoothMax(distance, 0.7f - MathF.Abs(p.X), 1);
    }

    internal float Third(Vector3 p) => Sdf.Ellipsoid(p, 0, -11, -2, 2.1f * _middle * _middle, 15, 9.5f);

    internal float Fourth(Vector3 p)
    {
        var body = Sdf.Ellipsoid(p, 0, -45, -33, 6.5f * _middle, 4.8f * _middle, 9);
        return Sdf.SmoothMin(body, Aqueduct.Distance(p, 1), 2);
    }

    private static float Chain(Vector3 p, Rod[] course, float scale)
    {
        var distance = 100f;
        foreach (var rod in course)
            distance = Sdf.SmoothMin(distance, rod.Distance(p, scale), 2);
        return distance;
    }
}
