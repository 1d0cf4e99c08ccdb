using System.Numerics;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>
/// Signed distances in mm, negative inside; near enough to the true distance close to a surface, which is all that edges and thin layers need. Only
/// operations that round alike on every machine are used: no Vector3.Length, whose order of summation depends on the processor, no Vector3.Lerp and Vector3.Cross, which
/// are fused where it can.
/// </summary>
internal static class Sdf
{
    internal static float Length(Vector3 v) => MathF.Sqrt(v.X * v.X + v.Y * v.Y + v.Z * v.Z);

    internal static float Dot(Vector3 a, Vector3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

    internal static Vector3 Cross(Vector3 a, Vector3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    internal static Vector3 Lerp(Vector3 a, Vector3 b, float t) => a + (b - a) * t;

    internal static float Ellipsoid(Vector3 p, float x, float y, float z, float rx, float ry, float rz)
    {
        var (dx, dy, dz) = ((p.X - x) / rx, (p.Y - y) / ry, (p.Z - z) / rz);
        var inUnits = MathF.Sqrt(dx * dx + dy * dy + dz * dz);
        var (gx, gy, gz) = (dx / rx, dy / ry, dz / rz);
        var gradient = MathF.Sqrt(gx * gx + gy * gy + gz * gz);
        return gradient < 1e-6f ? -MathF.Min(rx, MathF.Min(ry, rz)) : inUnits * (inUnits - 1) / gradient;
    }

    /// <summary>A rod between two points whose radius changes evenly from one to the other.</summary>
    internal static float Capsule(Vector3 p, Vector3 a, Vector3 b, float radiusA, float radiusB)
    {
        var (ab, ap) = (b - a, p - a);
        var t = Math.Clamp((ap.X * ab.X + ap.Y * ab.Y + ap.Z * ab.Z) / (ab.X * ab.X + ab.Y * ab.Y + ab.Z * ab.Z), 0, 1);
        return Length(ap - ab * t) - (radiusA + (radiusB - radiusA) * t);
    }

    /// <summary>Union whose seam is rounded over about <paramref name="k"/> mm.</summary>
    internal static float SmoothMin(float a, float b, float k)
    {
        var h = MathF.Max(k - MathF.Abs(a - b), 0) / k;
        return MathF.Min(a, b) - h * h * k * 0.25f;
    }

    /// <summary>Intersection whose seam is rounded over about <paramref name="k"/> mm.</summary>
    internal static float SmoothMax(float a, float b, float k) => -SmoothMin(-a, -b, k);

    /// <summary>1 in the middle, 0 from a squared distance of 1 on, smooth in between.</summary>
    internal static float Bump(float squaredDistance) => squaredDistance >= 1 ? 0 : (1 - squaredDistance) * (1 - squaredDistance);

    /// <summary>0 below <paramref name="low"/>, 1 above <paramref name="high"/>, smooth in between.</summary>
    internal static float SmoothStep(float low, float high, float value)
    {
        var t = Math.Clamp((value - low) / (high - low), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
