using System.Numerics;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>The sinus between the plates of the frontal bone, whose thin wall the brain lies against, and the frontal crest.</summary>
internal sealed class FrontalBone(AnatomySpec spec)
{
    private const float FloorZ = -26;
    private readonly FrontalBoneSpec _bone = spec.Frontal;
    private readonly GradientNoise _noise = new(spec.NoiseSeed + 61);

    /// <summary>How much the sinus thickens the bone over a point of the inner table, mm.</summary>
    internal float Thickening(Vector3 p) =>
        _bone.SinusDepthMm <= 0 || p.Y < 35 ? 0 : (float)_bone.SinusDepthMm * Sdf.SmoothStep(-2, 7, -Outline(p)) * Sdf.SmoothStep(35, 55, p.Y);

    /// <summary>Paints the air, given the signed distances to the inner and to the outer table.</summary>
    internal void PaintSinus(ref HeadPoint point, Vector3 p, float cavity, float outerTable)
    {
        if (_bone.SinusDepthMm <= 0 || p.Y < 35)
            return;
        var air = MathF.Max((float)_bone.PosteriorWallMm - cavity, outerTable + (float)_bone.AnteriorWallMm);
        var septum = 0.5f - MathF.Abs(p.X - 3 * _noise.At(5, p.Y, p.Z, 20));
        point.Paint(MathF.Max(MathF.Max(air, Outline(p)), septum), HeadPoint.AirHu, Compartment.Outside);
    }

    /// <summary>Paints the crest over the contents of the skull.</summary>
    internal void PaintCrest(ref HeadPoint point, Vector3 p, float cavity)
    {
        if (_bone.CrestMm <= 0 || p.Y < 45 || p.Z is < -24 or > 34)
            return;
        var halfWidth = (float)_bone.CrestHalfWidthMm * (1 + cavity / (float)_bone.CrestMm) * Sdf.SmoothStep(-34, -10, -p.Z);
        point.Paint(MathF.Max(MathF.Abs(p.X) - halfWidth, cavity), (float)spec.CorticalHu, Compartment.Bone);
    }

    // Seen from the front: half an ellipse on each side, scalloped.
    private float Outline(Vector3 p)
    {
        var (reach, height) = ((float)(p.X > 0 ? _bone.SinusLeftMm : _bone.SinusRightMm), (float)_bone.SinusTopMm - FloorZ);
        var (x, z) = (p.X / reach, MathF.Max(0, p.Z - FloorZ) / height);
        var ellipse = (MathF.Sqrt(x * x + z * z) - 1) * MathF.Min(reach, height);
        return MathF.Max(ellipse + 5 * _noise.At(p.X, 0, p.Z, 14), FloorZ - p.Z);
    }
}
