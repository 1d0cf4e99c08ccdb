using System.Numerics;
using PatchFcn.Phantoms.Bleeds;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>One head: the mean head of <see cref="Cavity"/>, <see cref="Brain"/> and <see cref="SkullAndFace"/>, deformed and with its brain pushed aside by bleeds.</summary>
internal sealed class HeadAnatomy(AnatomySpec spec, MassEffect massEffect)
{
    private readonly Deformation _deformation = new(spec);
    private readonly SkullAndFace _skull = new(spec);

    internal Brain Brain { get; } = new(spec);

    internal Vector3 ToMeanHead(Vector3 p) => _deformation.ToMeanHead(p);

    /// <summary>The tissue at a point in head coordinates, with edges as soft as a voxel of <paramref name="edgeMm"/> makes them.</summary>
    internal HeadPoint At(Vector3 p, float edgeMm)
    {
        var point = new HeadPoint(-1000, edgeMm);
        var q = _deformation.ToMeanHead(p);
        if (IsFarOutside(q))
            return point;
        var cavity = Cavity.Distance(q);
        if (cavity > -edgeMm)
            _skull.Paint(ref point, q, cavity);
        if (cavity >= edgeMm)
            return point;

        var contents = new HeadPoint(0, edgeMm);
        var inBrain = massEffect.MovesBrain ? massEffect.Undo(q, cavity) : q;
        var cavityOfBrain = massEffect.MovesBrain ? Cavity.Distance(inBrain) : cavity;
        Brain.Paint(ref contents, inBrain, cavityOfBrain, massEffect.SulcalWidening(q));
        point.Blend(contents.Coverage(cavity), contents.Hu, contents.Compartment, contents.Csf);
        return point;
    }

    private static bool IsFarOutside(Vector3 q)
    {
        if (q.Z < 0)
            return MathF.Abs(q.X) > 92 || q.Y is > 120 or < -128;
        var (x, y, z) = (q.X / 96, (q.Y + 10) / 122, q.Z / 108);
        return x * x + y * y + z * z > 1;
    }
}
