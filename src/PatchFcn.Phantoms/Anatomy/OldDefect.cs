using System.Numerics;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>An old gap in the vault, with what has grown into it and what lies under it.</summary>
internal sealed class OldDefect(AnatomySpec spec)
{
    private readonly OldDefectSpec _defect = spec.Incidentals.Defect;
    private readonly GradientNoise _noise = new(spec.NoiseSeed + 71);

    /// <summary>Paints scar and new bone over the vault, given the share of the point that is vault.</summary>
    internal void PaintVault(ref HeadPoint point, Vector3 p, float share)
    {
        if (!_defect.Present)
            return;
        var gap = point.Coverage(0.5f * Distance(p));
        var island = Sdf.SmoothStep(0, 0.35f, (float)_defect.Closed - 0.5f + 0.7f * _noise.At(p.X, p.Y, p.Z, 5));
        point.Blend(share * gap, (float)(_defect.FillHu + (_defect.IslandHu - _defect.FillHu) * island), Compartment.Bone);
    }

    /// <summary>Paints wasted brain and thick dura over the contents of the skull.</summary>
    internal void PaintContents(ref HeadPoint point, Vector3 p, float cavity)
    {
        if (!_defect.Present)
            return;
        var (distance, uneven) = (Distance(p), _noise.At(p.Y, p.Z, p.X, 9));
        if (point.Compartment is Compartment.Grey or Compartment.White)
            point.Paint(0.15f * (MathF.Max(distance - 4, -cavity - (float)_defect.GliosisMm) + 6 * uneven), (float)_defect.GliosisHu, point.Compartment);
        point.Paint(MathF.Max(distance - 3, -cavity - (float)_defect.ScarMm * (1 + uneven)), (float)_defect.ScarHu, Compartment.Dura);
    }

    // To a ragged cone from the middle of the vault outwards.
    private float Distance(Vector3 p)
    {
        var axis = _defect.Place.Centre - Cavity.Centre;
        var along = MathF.Max(0, Sdf.Dot(p - Cavity.Centre, axis) / Sdf.Dot(axis, axis));
        return Sdf.Length(p - Cavity.Centre - axis * along) - (float)_defect.Place.RadiusMm * MathF.Min(1, 1.5f * along) + 4 * _noise.At(p.X, p.Y, p.Z, 11);
    }
}
