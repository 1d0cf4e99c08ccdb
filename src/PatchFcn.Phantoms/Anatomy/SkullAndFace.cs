using System.Numerics;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>Everything outside the inner table: bone of vault and base, air cells, orbits, face, scalp, neck.</summary>
internal sealed class SkullAndFace(AnatomySpec spec)
{
    private readonly GradientNoise _noise = new(spec.NoiseSeed + 51);
    private readonly GradientNoise _cells = new(spec.NoiseSeed + 52);
    private readonly FrontalBone _frontal = new(spec);
    private readonly OldDefect _defect = new(spec);
    private readonly float _skull = (float)spec.SkullMm;
    private readonly float _cortical = (float)spec.CorticalHu;
    private readonly float _diploe = (float)spec.DiploeHu;
    private readonly float _scalp = (float)spec.ScalpMm;
    private readonly float _fat = (float)spec.ScalpFat;
    private readonly float _air = (float)spec.SinusAir;

    /// <summary>Thickness of the bone over a point of the inner table, mm.</summary>
    internal float Thickness(Vector3 p)
    {
        var x = MathF.Abs(p.X);
        var thickness = _skull * (1 + 0.35f * _noise.At(p.X, p.Y, p.Z, 40));
        thickness *= 1 - 0.6f * Sdf.Bump(Square((x - 70) / 34) + Square((p.Y - 2) / 42) + Square((p.Z + 8) / 32));
        thickness += 6 * Sdf.Bump(Square(p.X / 22) + Square((p.Y + 108) / 22) + Square((p.Z + 16) / 20));
        thickness += 2.5f * Sdf.Bump(Square(p.X / 14) + Square((p.Y - 78) / 22) + Square((p.Z - 8) / 40));
        var roof = Sdf.Bump(Square((x - 30) / 30) + Square((p.Y - 48) / 34) + Square((p.Z + 22) / 22));
        var floor = Sdf.Bump(Square((x - 40) / 32) + Square((p.Y + 2) / 34) + Square((p.Z + 48) / 20));
        var wing = Sdf.Bump(Square((x - 44) / 30) + Square((p.Y - 30) / 22) + Square((p.Z + 24) / 26));
        thickness += (1.5f - thickness) * MathF.Min(1, 2 * MathF.Max(roof, MathF.Max(wing, floor)));
        return MathF.Max(thickness, 1.4f) + _frontal.Thickening(p);
    }

    /// <summary>Paints what lies outside the inner table; returns how far around there is nothing but air.</summary>
    internal float Paint(ref HeadPoint point, Vector3 p, float cavity)
    {
        var atMost = Skin(p, cavity - 38);
        if (atMost > 4)
            return 0.7f * atMost;
        var bone = cavity - Thickness(p);
        var swelling = Swelling(p);
        var scalp = _scalp * (1 + 0.3f * _noise.At(p.X, p.Y, p.Z, 50)) + Temporalis(p) + swelling;
        var skin = Skin(p, bone - scalp);
        if (skin > 2)
            return 0.5f * skin;
        PaintSoftTissue(ref point, p, skin, bone);
        // Blood under the scalp lies on the bone.
        if (swelling > 0.5f)
            point.Paint(MathF.Max(bone - swelling, skin + 2), (float)spec.ScalpHematomaHu, Compartment.Outside);
        if (p.Z < 22 && (p.Y > -20 || p.Z < -60))
            PaintFace(ref point, p);
        PaintVault(ref point, p, cavity, bone);
        if (p.Z < 22)
            PaintBase(ref point, p);
        return 0;
    }

    /// <summary>Paints what of the vault stands out into the skull, or has scarred there, over its contents.</summary>
    internal void PaintInside(ref HeadPoint contents, Vector3 p, float cavity)
    {
        _defect.PaintContents(ref contents, p, cavity);
        _frontal.PaintCrest(ref contents, p, cavity);
    }

    private float Swelling(Vector3 p)
    {
        if (spec.ScalpHematomaMm <= 0)
            return 0;
        var squared = Square((p.X - (float)spec.ScalpHematomaX) / 36) + Square((p.Y - (float)spec.ScalpHematomaY) / 36) + Square((p.Z - 38) / 32);
        return (float)spec.ScalpHematomaMm * Sdf.Bump(squared);
    }

    private static float Square(float value) => value * value;

    private static float Temporalis(Vector3 p) =>
        9 * Sdf.Bump(Square((MathF.Abs(p.X) - 74) / 30) + Square((p.Y - 18) / 40) + Square((p.Z + 14) / 38));

    private static float Skin(Vector3 p, float scalp)
    {
        if (p.Z > 30)
            return scalp;
        var x = MathF.Abs(p.X);
        var face = Sdf.Ellipsoid(p, 0, 28, -62, 66, 63, 82);
        var neck = MathF.Max((MathF.Sqrt(Square(p.X / 60) + Square((p.Y + 36) / 66)) - 1) * 60, p.Z + 30);
        var skin = Sdf.SmoothMin(Sdf.SmoothMin(scalp, face, 14), neck, 18);
        skin = Sdf.SmoothMin(skin, Sdf.Capsule(p, new Vector3(0, 83, -28), new Vector3(0, 98, -60), 8, 12), 9);
        var ear = Sdf.Ellipsoid(new Vector3(x, p.Y, p.Z), 82, -32, -38, 3.5f, 13, 28);
        return MathF.Min(skin, ear);
    }

    private void PaintSoftTissue(ref HeadPoint point, Vector3 p, float skin, float bone)
    {
        point.Paint(skin, 45, Compartment.Outside);
        point.Paint(skin + 2.2f, -95, Compartment.Outside);
        var fatLayer = 2.2f + (_scalp - 2) * _fat * (bone > 12 ? 1.6f : 1);
        if (skin + fatLayer > 1)
            return;
        // Galea and muscle on the bone; deeper down, bundles of muscle with planes of fat between them.
        var planes = MathF.Abs(_noise.At(p.X, p.Y, p.Z, 22) + 0.3f * _cells.At(p.X, p.Y, p.Z, 8)) * 20 - 0.3f - 1.8f * _fat;
        point.Paint(skin + fatLayer, skin < -9 ? 58 - 150 * point.Coverage(planes) : 52, Compartment.Outside);
    }

    private void PaintVault(ref HeadPoint point, Vector3 p, float cavity, float bone)
    {
        var share = point.Coverage(bone);
        if (share <= 0)
            return;
        var thickness = cavity - bone;
        var table = MathF.Max(1.1f, 0.24f * thickness);
        var depth = MathF.Min(cavity, -bone);
        var spongy = _diploe * (1 + 0.3f * _cells.At(p.X, p.Y, p.Z, 4.5f));
        var hu = _cortical + (spongy - _cortical) * point.Coverage(table - depth) * Sdf.SmoothStep(3, 4.5f, thickness);
        hu += (350 - hu) * 0.75f * point.Coverage(Suture(p) - 0.35f);
        if (spec.Incidentals.FractureGapMm > 0)
            hu += (40 - hu) * point.Coverage(Fracture(p));
        if (spec.Incidentals.BurrHoleMm > 0)
            share *= 1 - point.Coverage(BurrHole(p));
        point.Blend(share, hu, Compartment.Bone);
        _frontal.PaintSinus(ref point, p, cavity, bone);
        _defect.PaintVault(ref point, p, share);
    }

    // Coronal, sagittal and lambdoid sutures: thin wavy sheets through the vault.
    private float Suture(Vector3 p)
    {
        if (p.Z < -10)
            return 20;
        var wave = 2.2f * _cells.At(p.X, p.Y, p.Z, 5) + 4 * _noise.At(p.X, p.Y, p.Z, 25);
        var coronal = MathF.Abs(p.Y - 8 + 0.25f * p.Z + wave);
        var sagittal = p.Y is < 0 and > -85 && p.Z > 30 ? MathF.Abs(p.X + wave * 0.8f) : 20;
        var lambdoid = p.Y < -55 ? MathF.Abs((p.Y + 96) * 0.6f - (MathF.Abs(p.X) - 8) * 0.75f + wave) : 20;
        return MathF.Min(coronal, MathF.Min(sagittal, lambdoid));
    }

    // A wavy crack across the bone, longest at the place of the blow.
    private float Fracture(Vector3 p)
    {
        var place = spec.Incidentals.FracturePlace;
        var d = p - place.Centre;
        var slope = (float)spec.Incidentals.FractureSlope;
        var across = (d.Y - slope * d.Z + 3 * _noise.At(p.X, p.Y, p.Z, 12)) / MathF.Sqrt(1 + slope * slope);
        return MathF.Max(MathF.Abs(across) - 0.5f * (float)spec.Incidentals.FractureGapMm, Sdf.Length(d) - (float)place.RadiusMm);
    }

    // A round hole, drilled towards the middle of the vault.
    private float BurrHole(Vector3 p)
    {
        var axis = spec.Incidentals.BurrHolePlace.Centre - Cavity.Centre;
        return Sdf.Capsule(p, Cavity.Centre + axis * 0.5f, Cavity.Centre + axis * 2, (float)spec.Incidentals.BurrHoleMm, (float)spec.Incidentals.BurrHoleMm);
    }

    private void PaintFace(ref HeadPoint point, Vector3 p)
    {
        var q = new Vector3(MathF.Abs(p.X), p.Y, p.Z);
        var maxilla = Sdf.Ellipsoid(q, 26, 55, -63, 15.5f, 18, 18);
        if (p.Y > -10 && q.X < 60)
        {
            PaintOrbit(ref point, q);
            point.Paint(maxilla, 900, Compartment.Bone);
            point.Paint(maxilla + 1.6f + (1 - _air) * 6, HeadPoint.AirHu, Compartment.Outside);
            PaintNose(ref point, p, q);
        }
        point.Paint(Sdf.Capsule(q, new Vector3(62, 22, -44), new Vector3(46, 64, -50), 3.5f, 5), 850, Compartment.Bone);
        point.Paint(Sdf.Capsule(q, new Vector3(67, -12, -43), new Vector3(62, 22, -44), 2.6f, 3), 950, Compartment.Bone);
        point.Paint(Sdf.Capsule(q, new Vector3(50, -9, -46), new Vector3(48, 2, -108), 5, 5), 950, Compartment.Bone);
        point.Paint(Sdf.Capsule(q, new Vector3(46, 18, -40), new Vector3(49, 8, -60), 2.5f, 3), 900, Compartment.Bone);
        point.Paint(Sdf.Capsule(p, new Vector3(0, 20, -78), new Vector3(0, 4, -130), 9, 10), HeadPoint.AirHu, Compartment.Outside);
        if (p.Z < -60)
            PaintNeckBones(ref point, p, q);
    }

    private static void PaintOrbit(ref HeadPoint point, Vector3 q)
    {
        var cone = Sdf.Capsule(q, new Vector3(15, 27, -28), new Vector3(33, 66, -34), 4, 19);
        if (cone > 4)
            return;
        point.Paint(MathF.Max(cone - 1.3f, q.Y - 76), 800, Compartment.Bone);
        point.Paint(cone, -85, Compartment.Outside);
        point.Paint(Sdf.Capsule(q, new Vector3(16, 30, -29), new Vector3(32, 55, -34), 2, 2.1f), 38, Compartment.Outside);
        var (lateral, medial) = (new Vector3(47, 63, -34), new Vector3(20, 63, -34));
        var apex = new Vector3(17, 32, -29);
        var muscles = MathF.Min(Sdf.Capsule(q, apex, lateral, 1.5f, 2.2f), Sdf.Capsule(q, apex, medial, 1.5f, 2.2f));
        muscles = MathF.Min(muscles, Sdf.Capsule(q, apex, new Vector3(33, 63, -22), 1.5f, 2));
        muscles = MathF.Min(muscles, Sdf.Capsule(q, apex, new Vector3(33, 63, -46), 1.5f, 2));
        point.Paint(muscles, 50, Compartment.Outside);
        var globe = Sdf.Ellipsoid(q, 33, 68, -34, 12.2f, 12, 12);
        point.Paint(globe, 45, Compartment.Outside);
        point.Paint(globe + 1.4f, 10, Compartment.Outside);
        point.Paint(Sdf.Ellipsoid(q, 33, 76.5f, -34, 4.8f, 2.1f, 4.8f), 90, Compartment.Outside);
    }

    private void PaintNose(ref HeadPoint point, Vector3 p, Vector3 q)
    {
        var septa = MathF.Abs(_cells.At(p.X, p.Y, p.Z, 9)) * 9 - 0.5f;
        var ethmoid = MathF.Max(MathF.Max(q.X - 12.5f, MathF.Abs(p.Y - 50) - 22), MathF.Abs(p.Z + 33) - 10);
        point.Paint(ethmoid - 1.5f, 700, Compartment.Bone);
        point.Paint(MathF.Max(ethmoid, -septa), HeadPoint.AirHu, Compartment.Outside);
        var passage = Sdf.Ellipsoid(p, 0, 50, -60, 14, 32, 18);
        point.Paint(passage - 1.2f, 500, Compartment.Bone);
        var turbinates = MathF.Abs(q.X - 8 + 3 * _noise.At(p.X, p.Y, p.Z, 12)) - 2.6f;
        point.Paint(MathF.Max(passage, -MathF.Min(turbinates, q.X - 1)), HeadPoint.AirHu, Compartment.Outside);
    }

    private void PaintNeckBones(ref HeadPoint point, Vector3 p, Vector3 q)
    {
        var condyle = Sdf.Ellipsoid(q, 20, -37, -67, 8, 13, 6);
        var ring = MathF.Max(MathF.Abs((MathF.Sqrt(Square(p.X / 22) + Square((p.Y + 46) / 24)) - 1) * 22) - 4, MathF.Abs(p.Z + 80) - 6);
        var lateralMass = Sdf.Ellipsoid(q, 23, -38, -80, 9, 10, 8);
        var dens = Sdf.Capsule(p, new Vector3(0, -27, -72), new Vector3(0, -29, -100), 4.5f, 7);
        point.Paint(MathF.Min(MathF.Min(condyle, ring), MathF.Min(lateralMass, dens)), _diploe * 0.9f, Compartment.Bone);
    }

    private void PaintBase(ref HeadPoint point, Vector3 p)
    {
        var q = new Vector3(MathF.Abs(p.X), p.Y, p.Z);
        var body = Sdf.Ellipsoid(p, 0, 4, -34, 15, 22, 11);
        var clivus = Sdf.Capsule(p, new Vector3(0, -15, -33), new Vector3(0, -26, -60), 5.5f, 4);
        var wing = Sdf.Capsule(q, new Vector3(14, 20, -22), new Vector3(56, 36, -14), 3, 2);
        point.Paint(MathF.Min(MathF.Min(body, clivus), wing), _diploe, Compartment.Bone);
        var mastoid = Sdf.Ellipsoid(q, 57, -38, -50, 13, 16, 19);
        var petrous = Cavity.Petrous(q.X, p);
        var bone = Sdf.SmoothMin(mastoid, petrous, 3);
        if (bone < 3)
        {
            point.Paint(bone, _cortical * 0.75f, Compartment.Bone);
            point.Paint(Sdf.Ellipsoid(q, 38, -28, -42, 10, 6, 6), 2050, Compartment.Bone);
            var cells = MathF.Abs(_cells.At(p.X, p.Y, p.Z, 6)) * 7 - 0.9f;
            var pneumatised = MathF.Max(mastoid + 2.5f + (1 - _air) * 10, -cells);
            var middleEar = Sdf.Ellipsoid(q, 50, -24, -42, 5, 4, 6);
            var canal = Sdf.Capsule(q, new Vector3(52, -25, -43), new Vector3(84, -28, -42), 3, 4);
            point.Paint(MathF.Min(pneumatised, MathF.Min(middleEar, canal)), HeadPoint.AirHu, Compartment.Outside);
        }
    }
}
