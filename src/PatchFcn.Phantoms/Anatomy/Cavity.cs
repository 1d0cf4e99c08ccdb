using System.Numerics;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>
/// The space within the inner table of the mean skull: vault, middle and posterior fossae, foramen magnum. Head coordinates in mm: +x left, +y front, +z up,
/// origin at the anterior commissure.
/// </summary>
internal static class Cavity
{
    /// <summary>The middle of the vault, from which directions towards the bone are taken.</summary>
    internal static readonly Vector3 Centre = new(0, -18, 6);

    /// <summary>Signed distance to the inner table, negative inside the skull.</summary>
    internal static float Distance(Vector3 p)
    {
        var x = MathF.Abs(p.X);
        var inside = Sdf.SmoothMax(Vault(p), AnteriorFloor(x, p) - p.Z, 7);
        if (p.Z < 15)
        {
            var middleFossa = Sdf.Ellipsoid(new Vector3(x, p.Y, p.Z), 43.5f, -2, -22, 26.5f, 32, 27);
            var posteriorFossa = Sdf.SmoothMax(Sdf.Ellipsoid(p, 0, -56, -32, 61, 43, 37), (p.Y + 10) * 0.886f - (p.Z + 22) * 0.464f, 6);
            inside = Sdf.SmoothMin(inside, Sdf.SmoothMin(middleFossa, posteriorFossa, 4), 6);
            inside = Sdf.SmoothMax(inside, -Petrous(x, p), 4);
            inside = Sdf.SmoothMin(inside, Sdf.Ellipsoid(p, 0, 1, -25, 7, 5, 6), 3);
            inside = MathF.Min(inside, Canal(p));
        }
        return inside;
    }

    /// <summary>Signed distance to the petrous bone, a ridge from beside the clivus out to the mastoid.</summary>
    internal static float Petrous(float absoluteX, Vector3 p)
    {
        var q = new Vector3(absoluteX, p.Y, p.Z);
        var ridge = Sdf.Capsule(q, new Vector3(15, -15, -40), new Vector3(66, -46, -38), 6, 9.5f);
        return Sdf.SmoothMax(ridge, p.Z + 29 - 0.06f * absoluteX, 3);
    }

    /// <summary>Signed distance to the foramen magnum and the spinal canal below it.</summary>
    internal static float Canal(Vector3 p)
    {
        var (dx, dy) = (p.X / 14, (p.Y + 46) / 17);
        return Sdf.SmoothMax((MathF.Sqrt(dx * dx + dy * dy) - 1) * 15, p.Z + 52, 4);
    }

    private static float Vault(Vector3 p)
    {
        var height = p.Z > 0 ? 84f : 74f;
        var length = p.Y > -17 ? 91f : 88.5f;
        var (x, y, z) = (p.X / 71.5f, (p.Y + 17) / length, p.Z / height);
        var (xx, yy, zz) = (x * x, y * y, z * z);
        // Between an ellipsoid and something boxier, the forehead more so than the occiput.
        var box = 0.18f + 0.16f * Sdf.SmoothStep(-55, 25, p.Y);
        var inUnits = (1 - box) * MathF.Sqrt(xx + yy + zz) + box * MathF.Sqrt(MathF.Sqrt(xx * xx + yy * yy + zz * zz));
        var radius = Sdf.Length(new Vector3(p.X, p.Y + 17, p.Z));
        return inUnits < 0.05f ? -70 : radius * (1 - 1 / inUnits);
    }

    // The floor of the anterior fossa: orbital roofs bulge up beside the midline; behind the sphenoid wing there is none.
    private static float AnteriorFloor(float x, Vector3 p)
    {
        var (dx, dy) = ((x - 30) / 24, (p.Y - 50) / 30);
        var floor = -23 + 13 * Sdf.Bump(dx * dx + dy * dy);
        return p.Y > 0 ? floor : floor + MathF.Min(6, -p.Y * 0.1f);
    }
}
