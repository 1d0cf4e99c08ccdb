using System.Numerics;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Bleeds;

/// <summary>Density of blood: clot is bright and even, fresh unclotted blood swirls dark in it, and in old blood the cells sink to the back.</summary>
/// <param name="bleed">The bleed.</param>
/// <param name="down">Direction of gravity, a unit vector in head coordinates.</param>
internal sealed class BloodTexture(BleedSpec bleed, Vector3 down)
{
    private readonly GradientNoise _noise = new(bleed.NoiseSeed + 7);
    private readonly float _hu = (float)bleed.Hu;
    private readonly float _level = Sdf.Dot(bleed.Centre, down);
    private readonly float _paler = 14 + bleed.NoiseSeed % 18;

    /// <summary>HU at a point of the mean head.</summary>
    internal float At(Vector3 p)
    {
        var coarse = _noise.At(p.X, p.Y, p.Z, 11);
        var fine = _noise.At(p.Z, p.X, p.Y, 4);
        // A ventricle's blood is layered by its shape already: over it stands the ventricle's own fluid.
        if (bleed.Layered && bleed.Type != BleedType.Ivh)
            return _hu + 2 * fine - _paler * Math.Clamp(0.5f + _level - Sdf.Dot(p, down), 0, 1);
        return bleed.Age switch
        {
            // Faint gyral calcification, in some old infarcts more than in others.
            _ when bleed.Site == BleedSite.OldInfarct => _hu + 3 * coarse + (bleed.NoiseSeed % 3) * 30 * Math.Clamp(fine * 3 - 0.9f, 0, 1),
            BloodAge.Hyperacute => _hu + 4 * fine - 24 * Math.Clamp(coarse * 2.2f - 0.3f, 0, 1),
            BloodAge.Subacute => _hu + 2.5f * coarse - 0.05f * (p.Y + 20),
            BloodAge.Chronic => _hu + 3 * coarse - 0.06f * (p.Y + 20),
            _ => _hu + (bleed.Site == BleedSite.Contusion ? 9 : 3.5f) * (coarse + 0.6f * fine),
        };
    }
}
