using System.Numerics;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>Metal in the mean head: fillings and crowns, an aneurysm clip, or the plates of a closed craniotomy. As dense as stored densities allow.</summary>
internal sealed class Metal
{
    private const float Hu = 4000;
    private readonly Vector3[] _pieces;
    private readonly float _radius;

    internal Metal(AnatomySpec spec)
    {
        var place = spec.Incidentals.MetalPlace;
        var at = place.Centre;
        _radius = (float)place.RadiusMm;
        var random = new PhantomRandom(spec.NoiseSeed, "metal");
        _pieces = spec.Incidentals.Metal switch
        {
            MetalSite.Teeth => [.. Enumerable.Range(0, 2 + (int)(random.Next() * 5)).Select(_ => at + OnDentalArch(random))],
            MetalSite.AneurysmClip => [at, at + new Vector3(2.5f, 2, 0)],
            MetalSite.SkullPlate => [.. Enumerable.Range(-1, 3).Select(i => OnBone(at + new Vector3(0, 9 * i, 0)))],
            _ => [],
        };
    }

    internal void Paint(ref HeadPoint point, Vector3 p)
    {
        foreach (var piece in _pieces)
            point.Paint(Sdf.Length(p - piece) - _radius, Hu, Compartment.Bone);
    }

    private static Vector3 OnDentalArch(PhantomRandom random)
    {
        var degrees = random.Uniform(-90, 90);
        return new Vector3((float)(24 * ExactMath.SinDegrees(degrees)), (float)(24 * ExactMath.CosDegrees(degrees)), (float)random.Uniform(-2, 2));
    }

    // Outwards from the middle of the vault to just outside the inner table.
    private static Vector3 OnBone(Vector3 towards)
    {
        var direction = towards - Cavity.Centre;
        direction *= 1 / Sdf.Length(direction);
        var at = towards;
        for (var i = 0; i < 12; i++)
            at -= direction * (0.8f * (Cavity.Distance(at) - 5));
        return at;
    }
}
