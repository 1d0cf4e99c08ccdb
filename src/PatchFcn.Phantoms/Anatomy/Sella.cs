using System.Numerics;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>
/// The middle of the skull base: the pituitary in its fossa, the plate of the dorsum behind it, the clinoid processes around it, a cavernous sinus with the carotid on each
/// side, and the sphenoid sinus below and before it. Much of it stays when the skull is stripped, and voxels of it that hold bone by half are as dense as blood.
/// </summary>
internal sealed class Sella(AnatomySpec spec)
{
    private const float FloorZ = -23;
    private readonly SellaSpec _sella = spec.Sella;

    /// <summary>Paints what belongs to it over skull and brain.</summary>
    internal void Paint(ref HeadPoint point, Vector3 p)
    {
        if (MathF.Abs(p.X) > 34 || p.Y is < -24 or > 36 || p.Z is < -52 or > -6)
            return;
        var q = new Vector3(MathF.Abs(p.X), p.Y, p.Z);
        var fossa = Fossa(p);
        var cavernous = Cavernous(p, q);
        point.Paint(cavernous, (float)_sella.CavernousHu, Compartment.Dura);
        PaintCarotid(ref point, q, cavernous);
        point.Paint(fossa, (float)_sella.PituitaryHu, Compartment.Dura);
        var sinus = SphenoidSinus(q, MathF.Min(fossa, cavernous));
        var bone = MathF.Min(MathF.Min(Dorsum(p, q), Clinoids(q)), sinus - (float)_sella.SinusWallMm);
        point.Paint(bone, (float)_sella.BoneHu, Compartment.Bone);
        point.Paint(sinus, HeadPoint.AirHu, Compartment.Outside);
    }

    private float Fossa(Vector3 p)
    {
        var depth = (float)_sella.FossaDepthMm;
        return Sdf.Ellipsoid(p, 0, 1, FloorZ - 0.5f * depth, (float)_sella.FossaHalfWidthMm, (float)_sella.FossaHalfLengthMm, 0.6f * depth + 1);
    }

    // From beside the dorsum to the orbital fissure, from the fossa to the temporal lobe: dura alone is between them.
    private float Cavernous(Vector3 p, Vector3 q)
    {
        var (inner, outer) = ((float)_sella.FossaHalfWidthMm - 0.5f, (float)(p.X > 0 ? _sella.CavernousLeftMm : _sella.CavernousRightMm));
        var straight = new Vector3(q.X - 0.22f * (q.Y - 3), q.Y, q.Z);
        return Sdf.Ellipsoid(straight, 0.5f * (inner + outer), 5, FloorZ - 4, 0.5f * (outer - inner), 19, (float)_sella.CavernousHalfHeightMm);
    }

    private void PaintCarotid(ref HeadPoint point, Vector3 q, float cavernous)
    {
        var x = (float)_sella.FossaHalfWidthMm + 3;
        var siphon = MathF.Min(
            Sdf.Capsule(q, new Vector3(x, -8, FloorZ - 8), new Vector3(x + 1, 9, FloorZ - 5), 2.4f, 2.4f),
            Sdf.Capsule(q, new Vector3(x + 1, 9, FloorZ - 5), new Vector3(x, 3, FloorZ + 4), 2.4f, 2.2f));
        point.Paint(siphon, (float)spec.VesselHu, Compartment.Dura);
        if (_sella.CarotidCalciumHu > 0 && cavernous < 3)
            point.Paint(MathF.Max(MathF.Abs(siphon) - 0.6f, 7 - q.Y - 0.5f * q.X), (float)_sella.CarotidCalciumHu, Compartment.Bone);
    }

    // Leans back with the clivus below it; its ends bow to the front.
    private float Dorsum(Vector3 p, Vector3 q)
    {
        var (halfWidth, halfThickness) = ((float)_sella.DorsumHalfWidthMm, (float)_sella.DorsumHalfThicknessMm);
        var (across, back) = (p.X / halfWidth, -4.5f - halfThickness);
        var middle = back + (float)_sella.DorsumBowMm * across * across + 0.35f * MathF.Min(0, p.Z - FloorZ);
        var top = FloorZ + (float)_sella.DorsumRiseMm;
        var plate = MathF.Max(MathF.Max(MathF.Abs(p.Y - middle) - halfThickness, q.X - halfWidth), MathF.Max(p.Z - top, -44 - p.Z));
        var end = new Vector3(halfWidth - 1, back + (float)_sella.DorsumBowMm, top - 1);
        return Sdf.SmoothMin(plate, Sdf.Length(q - end) - (float)_sella.PosteriorClinoidMm, 1.5f);
    }

    private float Clinoids(Vector3 q) =>
        Sdf.Capsule(q, new Vector3(17, 20, FloorZ + 2), new Vector3(12, 5, FloorZ + 4), 2, (float)_sella.AnteriorClinoidMm);

    // Two halves with a septum, as far as they leave a wall to what lies above and beside them.
    private float SphenoidSinus(Vector3 q, float softTissue)
    {
        var air = (float)_sella.SinusAir;
        var half = Sdf.Ellipsoid(q, 5.5f, 12, FloorZ - 9, 9 * air, 17 * air, 13 * air);
        var wall = (float)_sella.SinusWallMm;
        return MathF.Max(MathF.Max(half, 0.5f - q.X), MathF.Max(wall - softTissue, q.Z - FloorZ + wall));
    }
}
