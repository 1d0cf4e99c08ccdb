using System.Numerics;
using PatchFcn.Phantoms.Bleeds;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>One head: the mean head of <see cref="Cavity"/>, <see cref="Brain"/> and <see cref="SkullAndFace"/>, with a <see cref="Sella"/> of its own, deformed and with its brain pushed aside by bleeds.</summary>
internal sealed class HeadAnatomy(AnatomySpec spec, MassEffect massEffect)
{
    private readonly Deformation _deformation = new(spec);
    private readonly SkullAndFace _skull = new(spec);
    private readonly Sella _sella = new(spec);
    private readonly Metal _metal = new(spec);

    internal Brain Brain { get; } = new(spec);

    internal Vector3 ToMeanHead(Vector3 p) => _deformation.ToMeanHead(p);

    /// <summary>The tissue at a point in head coordinates.</summary>
    /// <param name="p">The point.</param>
    /// <param name="edgeMm">Edges are as soft as a voxel of this size makes them.</param>
    /// <param name="airMm">How far around there is nothing but air; 0 within the head.</param>
    internal HeadPoint At(Vector3 p, float edgeMm, out float airMm)
    {
        var point = new HeadPoint(HeadPoint.AirHu, edgeMm);
        airMm = 0;
        var q = _deformation.ToMeanHead(p);
        var cavity = Cavity.Distance(q);
        if (cavity > -edgeMm)
            airMm = _skull.Paint(ref point, q, cavity);
        if (cavity < edgeMm)
            PaintContents(ref point, q, cavity, edgeMm);
        _sella.Paint(ref point, q);
        _metal.Paint(ref point, q);
        return point;
    }

    private void PaintContents(ref HeadPoint point, Vector3 q, float cavity, float edgeMm)
    {
        var contents = new HeadPoint(0, edgeMm);
        var inBrain = massEffect.MovesBrain ? massEffect.Undo(q, cavity) : q;
        var cavityOfBrain = massEffect.MovesBrain ? Cavity.Distance(inBrain) : cavity;
        Brain.Paint(ref contents, inBrain, cavityOfBrain, massEffect.SulcalWidening(q));
        _skull.PaintInside(ref contents, q, cavity);
        point.Blend(contents.Coverage(cavity), contents.Hu, contents.Compartment, contents.Csf);
    }
}
