using System.Numerics;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>A rod between two points whose radius changes evenly from one to the other, prepared for being asked millions of times.</summary>
internal readonly struct Rod(Vector3 from, Vector3 to, float fromRadius, float toRadius)
{
    private readonly Vector3 _axis = to - from;
    private readonly float _perLength = 1 / (Square(to.X - from.X) + Square(to.Y - from.Y) + Square(to.Z - from.Z));

    /// <summary>Signed distance, the radii scaled.</summary>
    internal float Distance(Vector3 p, float scale)
    {
        var d = p - from;
        var t = Math.Clamp((d.X * _axis.X + d.Y * _axis.Y + d.Z * _axis.Z) * _perLength, 0, 1);
        return Sdf.Length(d - _axis * t) - (fromRadius + (toRadius - fromRadius) * t) * scale;
    }

    private static float Square(float value) => value * value;
}
