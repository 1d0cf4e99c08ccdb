using System.Numerics;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>
/// Takes a point of this head to the point of the mean head that lies there: scaling by axis and a smooth random shift, held on a lattice because it is asked
/// for at every voxel.
/// </summary>
internal sealed class Deformation
{
    private const float SpacingMm = 12;
    private const int Count = 24;
    private const float Start = -SpacingMm * Count / 2;
    private readonly Vector3[] _shifts = new Vector3[Count * Count * Count];
    private readonly Vector3 _scale;

    internal Deformation(AnatomySpec spec)
    {
        _scale = new Vector3((float)(1 / spec.ScaleX), (float)(1 / spec.ScaleY), (float)(1 / spec.ScaleZ));
        var amplitude = (float)spec.WarpMm;
        Span<GradientNoise> noises = [new(spec.NoiseSeed + 11), new(spec.NoiseSeed + 12), new(spec.NoiseSeed + 13)];
        for (var i = 0; i < _shifts.Length; i++)
        {
            var (x, y, z) = (Start + SpacingMm * (i % Count), Start + SpacingMm * (i / Count % Count), Start + SpacingMm * (i / Count / Count));
            _shifts[i] = new Vector3(Shift(noises[0], x, y, z), Shift(noises[1], x, y, z), Shift(noises[2], x, y, z)) * amplitude;
        }
    }

    internal Vector3 ToMeanHead(Vector3 p)
    {
        var q = p * _scale;
        var (x, y, z) = (Cell(q.X, out var fx), Cell(q.Y, out var fy), Cell(q.Z, out var fz));
        var at = (z * Count + y) * Count + x;
        var lower = Sdf.Lerp(
            Sdf.Lerp(_shifts[at], _shifts[at + 1], fx), Sdf.Lerp(_shifts[at + Count], _shifts[at + Count + 1], fx), fy);
        at += Count * Count;
        var upper = Sdf.Lerp(
            Sdf.Lerp(_shifts[at], _shifts[at + 1], fx), Sdf.Lerp(_shifts[at + Count], _shifts[at + Count + 1], fx), fy);
        return q + Sdf.Lerp(lower, upper, fz);
    }

    private static float Shift(GradientNoise noise, float x, float y, float z) => 1.6f * noise.At(x, y, z, 85) + 0.7f * noise.At(x, y, z, 38);

    private static int Cell(float coordinate, out float fraction)
    {
        var at = Math.Clamp((coordinate - Start) / SpacingMm, 0, Count - 1.001f);
        fraction = at - (int)at;
        return (int)at;
    }
}
