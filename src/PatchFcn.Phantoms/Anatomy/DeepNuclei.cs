using System.Numerics;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>Thalamus, putamen, pallidum and caudate of both sides, with white matter between them or without.</summary>
internal sealed class DeepNuclei(AnatomySpec spec)
{
    private readonly GradientNoise _noise = new(spec.NoiseSeed + 73);
    private readonly GreyMatterSpec _matter = spec.GreyMatter;
    private readonly float _grey = (float)spec.GreyHu;
    private readonly float _joined = (float)spec.GreyMatter.NucleiJoinedMm;

    /// <summary>Paints them at a point of the mean brain.</summary>
    internal void Paint(ref HeadPoint point, Vector3 p)
    {
        var q = new Vector3(MathF.Abs(p.X), p.Y, p.Z);
        if (q.X > 40 || p.Y > 34 || p.Y < -40 || p.Z < -14 || p.Z > 32)
            return;
        // White and grey matter mingle at their borders, more in some heads than in others; their shapes are irregular.
        var stray = (float)_matter.NucleusStrayMm * _noise.At(p.X, p.Y, p.Z, 11) - (float)_matter.NucleusGrowthMm;
        var thalamus = Sdf.Ellipsoid(q, 12.5f, -18, 7, 10, 15, 10);
        var putamen = Sdf.Ellipsoid(q, 26.5f, 3, 2, 6, 17, 12);
        var pallidum = Sdf.Ellipsoid(q, 20, -4, 0, 4.5f, 9, 7);
        var caudate = Sdf.Ellipsoid(q, 13, 15, 6, 6, 10, 9);
        if (_joined > 0)
        {
            var body = Sdf.SmoothMin(Sdf.SmoothMin(thalamus, putamen, _joined), Sdf.SmoothMin(pallidum, caudate, _joined), _joined);
            PaintNucleus(ref point, body + stray, _matter.LentiformHu);
            return;
        }
        PaintNucleus(ref point, thalamus + stray, _matter.ThalamusHu);
        PaintNucleus(ref point, putamen + stray, _matter.LentiformHu);
        PaintNucleus(ref point, pallidum + stray, _matter.LentiformHu - 2);
        PaintNucleus(ref point, caudate + stray, _matter.CaudateHu);
        PaintNucleus(ref point, Sdf.Capsule(q, new Vector3(15.5f, 8, 16), new Vector3(19, -20, 21), 3.2f, 2.2f) + stray, _matter.CaudateHu - 0.5);
    }

    private void PaintNucleus(ref HeadPoint point, float distance, double denser) =>
        point.Paint((float)_matter.NucleusEdge * distance, _grey + (float)denser, Compartment.DeepGrey);
}
