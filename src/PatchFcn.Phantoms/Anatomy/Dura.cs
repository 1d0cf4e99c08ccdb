using System.Numerics;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>Falx, tentorium and venous sinuses of the mean head.</summary>
internal sealed class Dura(AnatomySpec spec)
{
    private readonly GradientNoise _noise = new(spec.NoiseSeed + 31);
    private readonly DuraSpec _dura = spec.Dura;

    /// <summary>Signed distance to the space below the tentorium and behind the petrous ridge, negative inside.</summary>
    internal static float BelowTentorium(Vector3 p)
    {
        var x = MathF.Abs(p.X);
        var middle = p.Y > -40 ? 1 : 1 + (p.Y + 40) * 0.27f;
        var height = middle - 0.20f * x - 0.0022f * x * x;
        var behindRidge = (p.Y + 14 + 0.615f * (x - 14)) * 0.85f;
        return Sdf.SmoothMax((p.Z - height) * 0.93f, behindRidge, 3);
    }

    /// <summary>Signed distance to the tentorial notch, through which the midbrain passes.</summary>
    internal static float Notch(Vector3 p)
    {
        var (dx, dy) = (p.X / 17, (p.Y + 22) / 27);
        return (MathF.Sqrt(dx * dx + dy * dy) - 1) * 17;
    }

    /// <summary>How far a point lies beyond the free edge of the falx (positive: falx, negative: below it, where the hemispheres join).</summary>
    internal float FalxReach(Vector3 p)
    {
        var (dy, dz) = ((p.Y + 12) / 55, (p.Z - 6) / 33);
        return (MathF.Sqrt(dy * dy + dz * dz) - 1) * 33 + (float)_dura.FalxReachMm;
    }

    /// <summary>The x coordinate of the falx, which bows a little.</summary>
    internal float FalxX(Vector3 p) => (float)_dura.FalxBowMm * _noise.At(3, p.Y, p.Z, 60);

    /// <summary>Half the thickness of the falx at a point, mm.</summary>
    internal float FalxHalf(Vector3 p) => Half(_dura.FalxMm, _noise.At(11, p.Y, p.Z, 22));

    /// <summary>Half the thickness of the tentorium at a point, mm.</summary>
    internal float TentoriumHalf(Vector3 p) => Half(_dura.TentoriumMm, _noise.At(p.X, p.Y, 13, 22));

    /// <summary>Signed distance to falx and tentorium, given that to the space below the tentorium.</summary>
    internal float Sheets(Vector3 p, float below)
    {
        var falx = MathF.Abs(p.X) > 12 ? 20 : MathF.Max(MathF.Abs(p.X - FalxX(p)) - FalxHalf(p), MathF.Max(-FalxReach(p), BelowFloor(p)));
        if (MathF.Abs(below) > 6 || p.Y > -4)
            return falx;
        return MathF.Min(falx, MathF.Max(MathF.Abs(below) - TentoriumHalf(p), -Notch(p)));
    }

    /// <summary>Signed distance to the superior sagittal, straight and transverse sinuses, given the distance to the inner table.</summary>
    internal float Sinuses(Vector3 p, float cavity)
    {
        var sagittal = 20f;
        if (MathF.Abs(p.X) < 14 && (p.Z > -14 || p.Y > 0))
            sagittal = MathF.Abs(p.X - FalxX(p)) + (-cavity) * 0.55f - (p.Y > 20 ? 2.2f : 4.2f) * (float)_dura.SagittalWidth;
        if (p.Z > 12)
            return sagittal;
        var width = (float)(p.X > 0 ? _dura.LeftWidth : _dura.RightWidth);
        var straight = Sdf.Capsule(p, new Vector3(0, -48, 0), new Vector3(0, -98, -13), 1.3f, 2.2f);
        var q = new Vector3(MathF.Abs(p.X), p.Y, p.Z);
        var transverse = MathF.Max(Sdf.Capsule(q, new Vector3(2, -102, -14), new Vector3(48, -80, -20), 3 * width, 3.4f * width), cavity);
        var sigmoid = MathF.Max(Sdf.Capsule(q, new Vector3(54, -66, -23), new Vector3(46, -46, -52), 3.2f * width, 3.2f * width), cavity);
        return MathF.Min(MathF.Min(sagittal, straight), MathF.Min(transverse, sigmoid));
    }

    private float Half(double mm, float noise) => (float)mm / 2 * MathF.Max(0.5f, 1 + 2 * (float)_dura.Unevenness * noise);

    // The falx ends on the tentorium behind and on the floor of the anterior fossa in front.
    private static float BelowFloor(Vector3 p) => p.Y < -40 ? -BelowTentorium(p) : -20 - p.Z;
}
