using PatchFcn.Core.Volumes;

namespace PatchFcn.Training.Challenge;

/// <summary>What a point of a sketched head is made of.</summary>
internal enum Tissue
{
    Air,
    Soft,
    Bone,
    Fluid,
    Ventricle,
    Grey,
    White,
    Dura,
    Calcium,
}

/// <summary>The solid most parts of a sketched head are.</summary>
internal static class Ellipsoid
{
    /// <summary>Distance from the centre of an ellipsoid as a share of its size in that direction: below 1 inside, 1 on it. All in mm.</summary>
    public static double InEllipsoid(this Vector3D p, Vector3D centre, Vector3D halfWidths)
    {
        var d = p - centre;
        return new Vector3D(d.X / halfWidths.X, d.Y / halfWidths.Y, d.Z / halfWidths.Z).Length;
    }
}

/// <summary>
/// A second head, drawn deliberately otherwise than the phantoms': superquadrics and half-spaces filled with spectral noise, decided point by point without soft
/// edges. Places are mm from its middle. Nothing is ever trained on it.
/// </summary>
internal sealed class SketchHead
{
    private readonly Vector3D _axes;
    private readonly double _power;
    private readonly double _boneMm;
    private readonly double _scalpMm;
    private readonly double _rimMm;
    private readonly double _sulcus;
    private readonly double _ventricle;
    private readonly Vector3D _calcium;
    private readonly double _calciumMm;
    private readonly WaveNoise _folds;
    private readonly WaveNoise _slow;

    public SketchHead(Random random)
    {
        double Between(double low, double high) => low + (high - low) * random.NextDouble();
        _axes = new Vector3D(Between(62, 69), Between(78, 88), Between(66, 74));
        _power = Between(2, 2.6);
        (_boneMm, _scalpMm) = (Between(5, 8.5), Between(4, 8));
        (_rimMm, _sulcus, _ventricle) = (Between(0.8, 3), Between(0.06, 0.3), Between(0.7, 1.4));
        _calcium = new Vector3D(Between(-40, 40), Between(-50, 50), Between(-5, 40));
        _calciumMm = random.Next(3) == 0 ? Between(1, 3.5) : 0;
        _folds = new WaveNoise(random, 11, 24);
        _slow = new WaveNoise(random, 45, 90);
    }

    /// <summary>Depth in mm below the inner table; negative outside it.</summary>
    public double Depth(Vector3D p)
    {
        var radius = Math.Pow(
            Math.Pow(Math.Abs(p.X / _axes.X), _power) + Math.Pow(Math.Abs(p.Y / _axes.Y), _power) + Math.Pow(Math.Abs(p.Z / _axes.Z), _power), 1 / _power);
        var toVault = radius < 0.05 ? 60 : p.Length * (1 / radius - 1);
        return Math.Min(toVault, p.Z - Floor(p));
    }

    public Tissue At(Vector3D p)
    {
        var depth = Depth(p);
        if (IsPetrous(p) && depth > -8)
            return Tissue.Bone;
        if (depth > 0)
            return Inside(p, depth);
        if (IsCanal(p))
            return p.InEllipsoid(new Vector3D(0, 36, p.Z), new Vector3D(7, 7, 1)) < 1 ? Tissue.White : Tissue.Fluid;
        return depth > -_boneMm * (1 + 0.2 * _slow.At(p)) ? Tissue.Bone : Outside(p, depth);
    }

    public bool IsVentricle(Vector3D p)
    {
        var (x, out_) = (Math.Abs(p.X), 0.22);
        // Front and back horns lean outwards.
        var lateral = new Vector3D(x - 9 * _ventricle - out_ * Math.Max(0, p.Y), p.Y - 2, p.Z - 10 - 0.15 * p.Y).InEllipsoid(default, new Vector3D(5.5 * _ventricle, 38, 7 * _ventricle));
        var third = p.InEllipsoid(new Vector3D(0, 4, -5), new Vector3D(2 * _ventricle, 13, 9));
        return Math.Min(lateral, Math.Min(third, p.InEllipsoid(new Vector3D(0, 36, -32), new Vector3D(7, 4.5, 8)))) < 1;
    }

    private Tissue Inside(Vector3D p, double depth)
    {
        if ((p - _calcium).Length < _calciumMm || p.InEllipsoid(new Vector3D(0.5, 20, -2), new Vector3D(2, 2.5, 2)) < 1)
            return Tissue.Calcium;
        if (Math.Abs(p.X) < 0.9 && depth < 32 && p.Z > -12 || Math.Abs(p.X) < 4 - depth && p.Z > -8)
            return Tissue.Dura;
        if (IsVentricle(p))
            return Tissue.Ventricle;
        var cistern = p.InEllipsoid(new Vector3D(0, -4, -22), new Vector3D(13, 11, 7)) < 1;
        if (cistern || depth < _rimMm * (1 + 0.4 * _slow.At(p)))
            return Tissue.Fluid;
        var fold = Math.Abs(_folds.At(p)) + Math.Max(0, depth - 6) / 30;
        if (p.Z > -30 && fold < _sulcus || Math.Abs(p.X) < 1.6 && depth < 30)
            return Tissue.Fluid;
        var ganglia = new Vector3D(Math.Abs(p.X), p.Y, p.Z).InEllipsoid(new Vector3D(24, -2, 1), new Vector3D(9, 21, 12)) < 1;
        return ganglia || depth < 4.5 + _rimMm || fold < _sulcus + 0.28 ? Tissue.Grey : Tissue.White;
    }

    // Deep behind, less deep at the sides, shallow in front, with slopes between them.
    private double Floor(Vector3D p)
    {
        var side = 12 * Math.Clamp((Math.Abs(p.X) - 14) / 14, 0, 1);
        var behind = 26 * Math.Clamp((p.Y - 4) / 16, 0, 1);
        return -24 - (p.Y < -28 ? 0 : Math.Max(side, behind)) - 18 * Math.Clamp((p.Y - 12) / 24, 0, 1);
    }

    private static bool IsPetrous(Vector3D p)
    {
        var (along, across) = ((Math.Abs(p.X) - 40) * 0.8 + (p.Y - 8) * 0.6, (p.Y - 8) * 0.8 - (Math.Abs(p.X) - 40) * 0.6);
        return new Vector3D(along, across, p.Z + 42).InEllipsoid(default, new Vector3D(30, 8, 12)) < 1;
    }

    private static bool IsCanal(Vector3D p) => p.Z < -45 && p.InEllipsoid(new Vector3D(0, 36, p.Z), new Vector3D(12, 14, 1)) < 1;

    private Tissue Outside(Vector3D p, double depth)
    {
        var neck = p.Z < -20 && p.InEllipsoid(new Vector3D(0, 12, p.Z), new Vector3D(58, 72, 1)) < 1;
        if (!neck && depth < -(_boneMm + _scalpMm) * 1.15)
            return Tissue.Air;
        var sinus = p.Z < -30 && new Vector3D(Math.Abs(p.X), p.Y, p.Z).InEllipsoid(new Vector3D(14, -38, -52), new Vector3D(11, 16, 14)) < 1;
        var spine = p.Z < -45 && p.InEllipsoid(new Vector3D(0, 36, p.Z), new Vector3D(24, 26, 1)) < 1;
        return sinus ? Tissue.Air : spine ? Tissue.Bone : Tissue.Soft;
    }
}
