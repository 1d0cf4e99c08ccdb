using System.Numerics;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Bleeds;

/// <summary>
/// The order in which a bleed fills its compartment: a value per point, and the bleed is every point below the threshold that gives the wanted volume.
/// </summary>
internal interface IBleedField
{
    /// <summary>Whether the bleed may be here.</summary>
    bool Admits(Compartment compartment, float csf);

    /// <summary>The value at a point of the mean head, and how many mm it takes to change by 1; false where the bleed cannot be.</summary>
    bool TryValue(Vector3 p, out float value, out float mmPerUnit);

    /// <summary>Whether only the fluid at a point turns to blood, and the tissue beside it stays.</summary>
    bool FillsFluid { get; }
}

/// <summary>Subdural over the convexity, and epidural.</summary>
internal sealed class ExtraAxialField(BleedSpec bleed) : IBleedField
{
    private readonly ExtraAxialShape _shape = new(bleed);

    public bool FillsFluid => false;

    public bool Admits(Compartment compartment, float csf) => compartment is not (Compartment.Outside or Compartment.Bone);

    public bool TryValue(Vector3 p, out float value, out float mmPerUnit)
    {
        (value, mmPerUnit) = (0, 0);
        if (p.X * bleed.Side < 0.8f)
            return false;
        var depth = -Cavity.Distance(p);
        // Above the tentorium a subdural does not get below it; an epidural lies outside all dura.
        if (depth < -0.1f || depth > 45 || (bleed.Type == BleedType.Sdh && Dura.BelowTentorium(p) < 1))
            return false;
        mmPerUnit = _shape.Profile(p);
        value = MathF.Max(depth, 0) / MathF.Max(mmPerUnit, 0.03f);
        return mmPerUnit > 0.03f;
    }
}

/// <summary>Subdural along the falx or on the tentorium.</summary>
internal sealed class DuralSheetField(BleedSpec bleed, Dura dura) : IBleedField
{
    private readonly GradientNoise _noise = new(bleed.NoiseSeed);
    private readonly float _extent = 1.25f * ExtraAxialShape.SubduralRadius(bleed.TargetMl);

    public bool FillsFluid => false;

    public bool Admits(Compartment compartment, float csf) => compartment is not (Compartment.Outside or Compartment.Bone or Compartment.Ventricle);

    public bool TryValue(Vector3 p, out float value, out float mmPerUnit)
    {
        var falx = bleed.Site == BleedSite.Parafalcine;
        var sheet = falx ? (p.X - dura.FalxX(p)) * bleed.Side - dura.FalxHalf(p) : Dura.BelowTentorium(p) - dura.TentoriumHalf(p);
        var beyondEdge = falx ? dura.FalxReach(p) - 2 : Dura.Notch(p) - 1;
        var d = p - bleed.Centre;
        var spread = 1 - ((falx ? 0 : d.X * d.X) + d.Y * d.Y / (float)bleed.Elongation + d.Z * d.Z) / (_extent * _extent) + 0.25f * _noise.At(p.X, p.Y, p.Z, 16);
        var onSide = p.X * bleed.Side > 0 && (falx ? Dura.BelowTentorium(p) > 0 : p.Y < -18);
        mmPerUnit = MathF.Min(1, 2 * spread);
        value = MathF.Max(sheet, 0) / MathF.Max(mmPerUnit, 0.05f);
        return onSide && sheet > -0.25f && beyondEdge > 0 && mmPerUnit > 0.05f && value < 25;
    }
}

/// <summary>One hematoma in the brain.</summary>
internal sealed class HematomaField(BleedSpec bleed) : IBleedField
{
    private readonly GradientNoise _noise = new(bleed.NoiseSeed);
    private readonly float _radius = MassEffect.RadiusOf(bleed.TargetMl);
    private readonly float _stretch = (float)Math.Sqrt(bleed.Elongation);

    public bool FillsFluid => false;

    public bool Admits(Compartment compartment, float csf) =>
        compartment is Compartment.Grey or Compartment.White or Compartment.DeepGrey or Compartment.Cerebellum or Compartment.Brainstem
        || (compartment == Compartment.Subarachnoid && csf < 0.95f);

    public bool TryValue(Vector3 p, out float value, out float mmPerUnit)
    {
        (value, mmPerUnit) = (0, 1);
        var d = p - bleed.Centre;
        if (bleed.Side != 0 && p.X * bleed.Side < 1 || Sdf.Length(d) > 3 * _radius + 12)
            return false;
        var (x, y, z) = (d.X * _stretch, d.Y / bleed.Elongation, d.Z * _stretch);
        var rough = _noise.At(p.X, p.Y, p.Z, MathF.Max(5, 0.9f * _radius)) + 0.4f * _noise.At(p.Z, p.X, p.Y, MathF.Max(3, 0.35f * _radius));
        value = MathF.Max(0, (float)Math.Sqrt(x * x + y * y + z * z) + 0.45f * _radius * rough + 0.3f * _radius);
        return true;
    }
}

/// <summary>Contusions at the surface or shear injuries at the border of grey and white matter: several spots.</summary>
internal sealed class SpotsField : IBleedField
{
    private readonly BleedSpec _bleed;
    private readonly GradientNoise _noise;
    private readonly (Vector3 At, float Radius)[] _spots;

    internal SpotsField(BleedSpec bleed)
    {
        _bleed = bleed;
        _noise = new GradientNoise(bleed.NoiseSeed);
        var random = new PhantomRandom(bleed.NoiseSeed, "spots");
        var shear = bleed.Site == BleedSite.Shear;
        _spots = new (Vector3, float)[shear ? 3 + (int)(random.Next() * 7) : 2 + (int)(random.Next() * 4)];
        var typical = MassEffect.RadiusOf(bleed.TargetMl / _spots.Length);
        var scatter = shear ? 16 : 6 + 1.3f * typical;
        for (var i = 0; i < _spots.Length; i++)
        {
            var at = new Vector3(
                (float)(bleed.X + random.Normal(0, scatter)), (float)(bleed.Y + random.Normal(0, scatter)), (float)(bleed.Z + random.Normal(0, scatter * 0.6)));
            _spots[i] = (at, typical * (float)random.Uniform(0.5, 1.4));
        }
    }

    public bool FillsFluid => false;

    public bool Admits(Compartment compartment, float csf) => compartment is Compartment.Grey or Compartment.White or Compartment.Brainstem or Compartment.DeepGrey;

    public bool TryValue(Vector3 p, out float value, out float mmPerUnit)
    {
        (value, mmPerUnit) = (1000, 1);
        if (p.X * _bleed.Side < 1)
            return false;
        foreach (var (at, radius) in _spots)
            value = MathF.Min(value, Sdf.Length(p - at) - radius);
        value += 25 + 3 * _noise.At(p.X, p.Y, p.Z, 6) + 1.5f * _noise.At(p.Z, p.X, p.Y, 2.5f);
        return value is > 0 and < 60;
    }
}

/// <summary>Blood in sulci, fissures and cisterns, spreading from a centre.</summary>
internal sealed class SubarachnoidField(BleedSpec bleed) : IBleedField
{
    private readonly GradientNoise _noise = new(bleed.NoiseSeed);

    public bool FillsFluid => true;

    public bool Admits(Compartment compartment, float csf) => compartment != Compartment.Ventricle && compartment != Compartment.Bone && csf > 0.15f;

    public bool TryValue(Vector3 p, out float value, out float mmPerUnit)
    {
        var d = p - bleed.Centre;
        value = Sdf.Length(d) + 14 * _noise.At(p.X, p.Y, p.Z, 18) + 15;
        mmPerUnit = 0.7f;
        // Blood of the convexity stays on its side and above the tentorium.
        return value is > 0 and < 120 && (bleed.Side == 0 || p.X * bleed.Side > -4) && (bleed.Site != BleedSite.Sulcal || Dura.BelowTentorium(p) > 0);
    }
}

/// <summary>Blood in the ventricles: it sinks to the back of the lateral ventricles of a patient who lies on it, or clots around the middle.</summary>
internal sealed class VentricularField(BleedSpec bleed, Vector3 down) : IBleedField
{
    private readonly GradientNoise _noise = new(bleed.NoiseSeed);

    public bool FillsFluid => true;

    public bool Admits(Compartment compartment, float csf) => compartment == Compartment.Ventricle && csf > 0.15f;

    public bool TryValue(Vector3 p, out float value, out float mmPerUnit)
    {
        mmPerUnit = 0.8f;
        if (bleed.Site == BleedSite.LateralVentricle)
        {
            value = 115 - Sdf.Dot(p, down) + (bleed.Layered ? 0.2f : 2.5f) * _noise.At(p.X, p.Y, p.Z, 10);
            return (bleed.Side == 0 || p.X * bleed.Side > 0) && p.Z > -20;
        }
        var d = p - bleed.Centre;
        value = Sdf.Length(d) + 9 * _noise.At(p.X, p.Y, p.Z, 12) + 12;
        return true;
    }
}
