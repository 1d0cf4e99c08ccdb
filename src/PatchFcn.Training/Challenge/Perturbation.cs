using PatchFcn.Core.Volumes;

namespace PatchFcn.Training.Challenge;

/// <summary>How a copy of a scan differs from it: as if the patient had been scanned again, lying otherwise, on another scanner.</summary>
/// <param name="SlabMm">Slice spacing and thickness, mm; null: as in the scan.</param>
/// <param name="TiltDegrees">Tilt of the gantry.</param>
/// <param name="RotationDegrees">Rotations of the head about x, y and z.</param>
/// <param name="ShiftMm">Shift of the head, mm.</param>
/// <param name="Sharpening">Edges are sharpened (above 0) or blurred (below 0) by this part of what a blur of 1.8 mm takes away.</param>
/// <param name="NoiseHu">Deviation of the noise that is added, HU.</param>
internal sealed record Perturbation(
    double? SlabMm, double TiltDegrees, Vector3D RotationDegrees, Vector3D ShiftMm, double Sharpening, double NoiseHu)
{
    private const double EdgeMm = 1.8;

    public static Perturbation Draw(Random random)
    {
        double Within(double limit) => (2 * random.NextDouble() - 1) * limit;
        double?[] slabs = [null, 2.5, 3, 4, 5, 5];
        return new Perturbation(
            slabs[random.Next(slabs.Length)],
            random.Next(3) == 0 ? Math.Round(Within(18), 1) : 0,
            new Vector3D(Within(9), Within(7), Within(9)),
            new Vector3D(Within(8), Within(8), Within(4)),
            Within(0.7),
            3.5 * random.NextDouble());
    }

    /// <summary>Makes the copy.</summary>
    public CtVolume Apply(CtVolume scan, Random random)
    {
        var copy = new Reslicer(scan, this).Reslice();
        var hu = new float[copy.Voxels.Length];
        for (var i = 0; i < hu.Length; i++)
            hu[i] = copy.Voxels[i];
        var blurred = (float[])hu.Clone();
        SmoothNoise.Smooth(blurred, copy.Geometry, EdgeMm, 0);
        var noise = SmoothNoise.Draw(random, copy.Geometry, 1.6 * copy.Geometry.ColumnSpacing, 0);
        for (var i = 0; i < hu.Length; i++)
        {
            var value = hu[i] + Sharpening * (hu[i] - blurred[i]) + NoiseHu * noise[i];
            copy.Voxels[i] = (short)Math.Clamp(Math.Round(value), CtVolume.Air, CtVolume.Densest);
        }
        return copy;
    }
}
