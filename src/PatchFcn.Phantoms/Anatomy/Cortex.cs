using System.Numerics;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>
/// Sulci and Sylvian fissures. Sulci are the zero surfaces of a random field that varies along the surface of the brain but hardly with depth, so that they run
/// inwards as sheets between gyri and branch as real ones do.
/// </summary>
internal sealed class Cortex(AnatomySpec spec)
{
    private readonly GradientNoise _folds = new(spec.NoiseSeed + 21);
    private readonly GradientNoise _details = new(spec.NoiseSeed + 22);
    private readonly float _sulcus = (float)spec.SulcusMm;

    /// <summary>Signed distance to the fluid in the sulci, at a depth below the surface of the cerebrum.</summary>
    internal float Sulci(Vector3 p, float depth, float widening)
    {
        if (depth > 26)
            return 20;
        var d = p - Cavity.Centre;
        var (ex, ey, ez) = (d.X / 70, d.Y / 88, d.Z / 78);
        var radius = MathF.Sqrt(ex * ex + ey * ey + ez * ez) + 1e-3f;
        // Projected to the surface, with a little of the depth left in so that sheets lean and curve.
        var toSurface = 1 / radius * 0.72f + 0.28f;
        var bend = 3.5f * _details.At(d.X, d.Y, d.Z, 13);
        var (x, y, z) = (d.X * toSurface + bend, d.Y * toSurface - bend, d.Z * toSurface + bend);
        var fold = _folds.At(x, y, z, 16) + 0.35f * _folds.At(z, x, y, 7.5f);
        var variation = _details.At(z, x, y, 30);
        var end = 11 + 8 * variation;
        var sheet = MathF.Abs(fold) * 9;
        var width = (_sulcus * (1 + 0.9f * variation) + widening) * Math.Clamp(1.15f - depth / MathF.Max(end, 1), 0, 1);
        var below = depth - end;
        return below > 0 ? MathF.Sqrt(sheet * sheet + below * below) - width : sheet - width;
    }

    /// <summary>Signed distance to the fluid in the Sylvian fissure and over the insula.</summary>
    internal float Sylvian(Vector3 p, float widening)
    {
        var x = MathF.Abs(p.X);
        if (x < 28 || p.Y < -48 || p.Y > 34)
            return 20;
        var wobble = 5 * _folds.At(p.X, p.Y, p.Z, 19) + 2 * _details.At(p.X, p.Y, p.Z, 8);
        var above = (p.Z + 1 + 0.5f * p.Y + 0.4f * (x - 46) + wobble) * 0.85f;
        var width = (0.25f + 0.8f * _sulcus) * (1 + 0.8f * _details.At(p.Y, p.Z, p.X, 12)) + widening;
        var fissure = MathF.Max(MathF.Abs(above) - width - 0.10f * MathF.Max(p.Y, 0), MathF.Max(37.5f - x, MathF.Max(p.Y - 24, -40 - p.Y)));
        var insula = MathF.Max(
            MathF.Abs(x - 38.5f - 0.02f * above * above + 0.6f * wobble) - width * 0.8f,
            MathF.Max(MathF.Abs(above) - 13, MathF.Max(p.Y - 22, -24 - p.Y)));
        return Sdf.SmoothMin(fissure, insula, 2);
    }

    /// <summary>Relative density, -1 to 1, of the leaves of the cerebellum.</summary>
    internal float Folia(Vector3 p) => _details.At(p.X * 0.35f, p.Y * 0.8f, p.Z * 1.5f + 0.2f * MathF.Abs(p.X), 5.5f);
}
