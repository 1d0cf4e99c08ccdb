using System.Numerics;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>Everything within the dura: fluid, cerebrum, deep nuclei, brainstem, cerebellum, ventricles and calcifications.</summary>
internal sealed class Brain(AnatomySpec spec)
{
    private readonly Cortex _cortex = new(spec);
    private readonly Ventricles _ventricles = new(spec);
    private readonly Dura _dura = new(spec);
    private readonly DeepNuclei _nuclei = new(spec);
    private readonly GradientNoise _noise = new(spec.NoiseSeed + 41);
    private readonly float _space = (float)spec.SubarachnoidMm;
    private readonly float _sulcus = (float)spec.SulcusMm;
    private readonly float _csf = (float)spec.CsfHu;
    private readonly float _grey = (float)spec.GreyHu;
    private readonly float _white = (float)spec.WhiteHu;
    private readonly float _disease = (float)spec.WhiteMatterDiseaseHu;
    private readonly float _dural = (float)spec.DuraHu;
    private readonly float _vessel = (float)spec.VesselHu;
    private readonly float _vesselMm = (float)spec.VesselMm;
    private readonly GreyMatterSpec _greyMatter = spec.GreyMatter;
    private readonly IncidentalSpec _incidentals = spec.Incidentals;

    internal Ventricles Ventricles => _ventricles;

    internal Dura Dura => _dura;

    /// <summary>Paints the contents of the skull at a point of the mean brain.</summary>
    /// <param name="point">Receives the tissue.</param>
    /// <param name="p">The point.</param>
    /// <param name="cavity">Signed distance to the inner table there.</param>
    /// <param name="sulcalBlood">Widening of sulci and fissures by blood, mm.</param>
    internal void Paint(ref HeadPoint point, Vector3 p, float cavity, float sulcalBlood)
    {
        point.Blend(1, _csf, Compartment.Subarachnoid, 1);
        var below = Dura.BelowTentorium(p);
        if (below > -4)
            PaintCerebrum(ref point, p, cavity, below, sulcalBlood);
        if (p.Z < 12 && (below < 6 || Dura.Notch(p) < 6))
            PaintHindbrain(ref point, p, cavity, below);
        _nuclei.Paint(ref point, p);
        PaintVentricles(ref point, p);
        PaintVessels(ref point, p);
        point.Paint(_dura.Sheets(p, below), _dural, Compartment.Dura);
        point.Paint(_dura.Sinuses(p, cavity), SinusHu(p), Compartment.Dura);
        PaintCalcifications(ref point, p);
    }

    private void PaintCerebrum(ref HeadPoint point, Vector3 p, float cavity, float below, float sulcalBlood)
    {
        // Deep inside, nothing depends on what varies along the surface.
        var uneven = cavity > -34 ? 0.75f + 0.9f * _noise.At(p.X, p.Y, p.Z, 26) : 0.75f;
        var space = _space * uneven * (p.Y > 10 ? 1 + 0.008f * (p.Y - 10) : 1) + sulcalBlood;
        var outside = Sdf.SmoothMax(cavity + MathF.Max(space, 0.4f), 1.0f - below, 2);
        outside = Sdf.SmoothMax(outside, -CentralCisterns(p), 3);
        var callosum = Sdf.Ellipsoid(new Vector3(0, p.Y, p.Z), 0, -4, 4, 30, 36, 21);
        if (MathF.Abs(p.X) < 32)
        {
            var fluid = 0.9f + 0.5f * _space * (0.6f + _noise.At(1, p.Y, p.Z, 18));
            var fissure = MathF.Abs(p.X - _dura.FalxX(p)) - (float)_greyMatter.FissureShare * fluid - 0.7f * sulcalBlood;
            outside = Sdf.SmoothMax(outside, -MathF.Max(fissure, -callosum), 1.5f);
        }
        if (outside > 2)
            return;
        var sulci = MathF.Min(_cortex.Sulci(p, -outside, sulcalBlood), _cortex.Sylvian(p, 1.2f * sulcalBlood));
        if (callosum < 3 && MathF.Abs(p.X) < 20)
            sulci = MathF.Max(sulci, 3 - callosum);
        var surface = MathF.Max(outside, -sulci);
        var thickness = (float)_greyMatter.RibbonMm;
        var ribbon = surface > -9 ? thickness + 1.2f * _noise.At(p.Y, p.Z, p.X, 14) : thickness;
        point.Paint(surface, _grey + GyralHu(p), Compartment.Grey);
        point.Paint(0.7f * (surface + ribbon), _white + 1.2f * _noise.At(p.X, p.Y, p.Z, 34), Compartment.White);
    }

    // Suprasellar cistern, the ring around the midbrain, quadrigeminal cistern.
    private float CentralCisterns(Vector3 p)
    {
        var grow = 0.8f * _space;
        if (MathF.Abs(p.X) > 40 || MathF.Abs(p.Z + 12) > 40)
            return 20;
        var ring = Sdf.Ellipsoid(p, 0, -24, -13, 18 + grow, 17.5f + grow, 15);
        var suprasellar = Sdf.Ellipsoid(p, 0, 2, -17, 13 + grow, 12 + grow, 9);
        var quadrigeminal = Sdf.Ellipsoid(p, 0, -41, -3, 9 + grow, 7 + grow, 8);
        return Sdf.SmoothMin(ring, Sdf.SmoothMin(suprasellar, quadrigeminal, 4), 4);
    }

    private void PaintHindbrain(ref HeadPoint point, Vector3 p, float cavity, float below)
    {
        var x = MathF.Abs(p.X);
        var q = new Vector3(x, p.Y, p.Z);
        var midbrain = Sdf.SmoothMin(
            Sdf.Ellipsoid(p, 0, -28, -10, 13, 10, 14), Sdf.Capsule(q, new Vector3(6, -24, -22), new Vector3(13, -17, 0), 6.5f, 8), 3);
        midbrain = Sdf.SmoothMax(midbrain, -Sdf.Capsule(p, new Vector3(0, -12, -18), new Vector3(0, -14, -8), 4.5f, 3.5f), 2);
        var pons = Sdf.Ellipsoid(p, 0, -27, -31, 17.5f, 12.5f, 14);
        var medulla = Sdf.Capsule(p, new Vector3(0, -34, -42), new Vector3(0, -46, -90), 8.5f, 5.5f);
        var stem = Sdf.SmoothMin(Sdf.SmoothMin(midbrain, pons, 4), medulla, 5);
        point.Paint(stem, _white + 3.0f, Compartment.Brainstem);

        var lobes = Sdf.Ellipsoid(p, 0, -62, -33, 64, 41, 34);
        var valley = Sdf.Ellipsoid(p, 0, -84, -60, 7 + _space, 17, 13);
        var cerebellum = Sdf.SmoothMax(Sdf.SmoothMax(lobes, cavity + 0.8f + 0.5f * _space, 3), below + 1.2f, 3);
        cerebellum = Sdf.SmoothMax(cerebellum, -valley, 5);
        // Fluid before and beside the brainstem: prepontine cistern and cerebellopontine angles.
        var angles = Sdf.Ellipsoid(q, 12, -16, -34, 17 + 0.6f * _space, 15 + 0.6f * _space, 26);
        cerebellum = Sdf.SmoothMax(Sdf.SmoothMax(cerebellum, -angles, 4), 1.0f - stem, 2);
        var peduncle = Sdf.Capsule(q, new Vector3(10, -31, -33), new Vector3(24, -52, -36), 7.5f, 9);
        cerebellum = Sdf.SmoothMin(cerebellum, peduncle, 3);
        var folia = _cortex.Folia(p);
        var vermis = Sdf.Bump(Square(p.X / 5) + Square((p.Y + 74) / 22) + Square((p.Z + 26) / 22));
        var leaves = (3 + 4 * _sulcus) * MathF.Max(folia, 0) + (2 + 5 * _sulcus) * vermis * (1 + folia);
        point.Paint(cerebellum + (0.6f + 1.6f * _sulcus) * folia, _grey - 2 - leaves, Compartment.Cerebellum);
        var core = Sdf.SmoothMin(Sdf.Ellipsoid(q, 23, -60, -36, 19, 16, 9), peduncle + 2, 5);
        point.Paint(0.4f * (core + 6 * folia), _white + 1.5f, Compartment.Cerebellum);
    }

    private static float Square(float value) => value * value;

    private void PaintVentricles(ref HeadPoint point, Vector3 p)
    {
        var distance = _ventricles.Distance(p);
        if (distance > 16)
            return;
        if (_disease > 0 && point.Compartment == Compartment.White)
            point.Hu -= _disease * (1 - Sdf.SmoothStep(2, 13 + 5 * _noise.At(p.X, p.Y, p.Z, 12), distance));
        point.Paint(distance, _csf, Compartment.Ventricle, 1);
    }

    private void PaintVessels(ref HeadPoint point, Vector3 p)
    {
        if (p.Z > 6 || p.Z < -60 || p.Y > 40 || p.Y < -36)
            return;
        var q = new Vector3(MathF.Abs(p.X), p.Y, p.Z);
        var carotid = Sdf.Capsule(q, new Vector3(7, 2, -26), new Vector3(8, 0, -15), 1.3f * _vesselMm, 1.2f * _vesselMm);
        var middle = Sdf.Capsule(q, new Vector3(8, 0, -15), new Vector3(36, 6, -9), _vesselMm, 0.8f * _vesselMm);
        var basilar = Sdf.Capsule(p, new Vector3(0.5f, -13, -20), new Vector3(-0.5f, -22, -46), _vesselMm, 1.1f * _vesselMm);
        point.Paint(MathF.Min(carotid, MathF.Min(middle, basilar)), _vessel, Compartment.Subarachnoid);
        if (_incidentals.DenseArterySide * p.X > 0)
            point.Paint(middle - 0.4f, (float)_incidentals.DenseArteryHu, Compartment.Subarachnoid);
    }

    private float SinusHu(Vector3 p) =>
        _incidentals.DenseSinusHu > 0 && _incidentals.DenseSinusSide * p.X >= 0 ? (float)_incidentals.DenseSinusHu : _vessel + 6;

    private float GyralHu(Vector3 p)
    {
        if (_incidentals.GyralHu <= 0)
            return 0;
        var (x, y, z, radius) = _incidentals.GyralPlace;
        var squared = (Square(p.X - (float)x) + Square(p.Y - (float)y) + Square(p.Z - (float)z)) / Square((float)radius);
        // Patchy, and along the depth of the cortex too.
        return (float)_incidentals.GyralHu * MathF.Sqrt(Sdf.Bump(squared)) * Math.Clamp(0.7f + 1.5f * _noise.At(p.X, p.Y, p.Z, 9), 0, 1);
    }

    private void PaintFaintCalcium(ref HeadPoint point, Vector3 p)
    {
        var (x, y, z, radius) = _incidentals.FaintCalciumPlace;
        var q = p with { X = _incidentals.FaintCalciumTwice ? MathF.Abs(p.X) * (x < 0 ? -1 : 1) : p.X };
        var (distance, hu) = (Sdf.Length(q - new Vector3((float)x, (float)y, (float)z)), (float)_incidentals.FaintCalciumHu);
        if (distance > 2 * radius)
            return;
        var irregular = 0.6f * (float)radius * _noise.At(p.X, p.Y, p.Z, 5);
        point.Paint(0.5f * (distance + irregular - (float)radius), hu * (1 + 0.25f * _noise.At(p.Y, p.Z, p.X, 3)), Compartment.DeepGrey);
    }

    private void PaintCalcifications(ref HeadPoint point, Vector3 p)
    {
        if (_incidentals.FaintCalciumHu > 0 && point.Compartment is Compartment.Grey or Compartment.White or Compartment.DeepGrey or Compartment.Cerebellum)
            PaintFaintCalcium(ref point, p);
        var q = new Vector3(MathF.Abs(p.X), p.Y, p.Z);
        if (spec.PinealMm > 0 && q.X < 8)
            point.Paint(Sdf.Ellipsoid(p, 0.5f, -30, 1, 0.8f, 1, 0.9f) * 1.2f - (float)spec.PinealMm + 1.5f * _noise.At(p.X, p.Y, p.Z, 2.5f), 320, Compartment.Dura);
        if (spec.ChoroidMm > 0 && q.X is > 12 and < 36 && p.Y < -30)
            point.Paint(
                Sdf.Ellipsoid(q, 24, -43, 10, 1, 1, 1) - (float)spec.ChoroidMm + 3.5f * MathF.Abs(_noise.At(p.X, p.Y, p.Z, 3)), 190, Compartment.Ventricle);
        if (spec.FalxCalcification > 0 && q.X < 6)
        {
            var patch = _noise.At(9, p.Y, p.Z, 15) - 1.05f + 0.55f * (float)spec.FalxCalcification;
            point.Paint(MathF.Max(_dura.Sheets(p, 20) - 0.6f, -patch * 12), 420, Compartment.Dura);
        }
        if (spec.BasalGangliaCalcification > 0 && q.X is > 12 and < 28 && MathF.Abs(p.Z) < 12)
        {
            var speckle = Sdf.SmoothStep(0.1f, 0.6f, _noise.At(p.X, p.Y, p.Z, 2.6f));
            point.Blend(speckle * point.Coverage(Sdf.Ellipsoid(q, 20, -4, 0, 3.5f, 7, 5)), 40 + 160 * (float)spec.BasalGangliaCalcification, Compartment.DeepGrey);
        }
    }
}
