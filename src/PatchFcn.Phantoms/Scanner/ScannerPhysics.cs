using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Scanner;

/// <summary>Turns ideal slices into acquired ones: kernel, artefacts, noise, and the circle outside which nothing is reconstructed.</summary>
internal sealed class ScannerPhysics(ScannerSpec spec)
{
    private readonly SeparableFilter _blur = SeparableFilter.Gaussian(1.1 / spec.PixelSpacingMm);
    private readonly SeparableFilter _halo = SeparableFilter.Gaussian(spec.HaloMm / spec.PixelSpacingMm);
    private readonly RayArtefacts _rays = new(spec);
    private readonly NoiseTexture _noise = new(spec);

    /// <summary>Whether a pixel lies within the reconstructed circle, which touches the edges of the slice.</summary>
    internal static bool IsReconstructed(int row, int column, int size)
    {
        var (dy, dx) = (2 * row + 1 - size, 2 * column + 1 - size);
        return dx * dx + dy * dy <= size * size;
    }

    internal void Acquire(int slice, float[] hu, Span<short> acquired)
    {
        var size = spec.MatrixSize;
        HeadHolder.Add(spec, hu);
        var (level, _) = _rays.Add(slice, hu);
        AddHalo(hu);
        Sharpen(hu);
        _noise.Add(slice, hu, (row, column) => _rays.Sample(level, row, column));
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
            {
                var at = row * size + column;
                acquired[at] = IsReconstructed(row, column, size)
                    ? (short)Math.Clamp(MathF.Floor(hu[at] + 0.5f), CtVolume.Air, CtVolume.Densest)
                    : CtVolume.Air;
            }
    }

    // Brain next to bone is brighter than it should be, most of all where bone is on several sides.
    private void AddHalo(float[] hu)
    {
        if (spec.HaloHu == 0)
            return;
        var bone = Array.ConvertAll(hu, value => Math.Clamp(value - 200, 0, 1200));
        _halo.Apply(bone, spec.MatrixSize);
        for (var i = 0; i < hu.Length; i++)
            hu[i] += (float)spec.HaloHu * bone[i] / 1000;
    }

    // Soft kernels blur the voxels of the head a little more, sharper ones put back what they blurred, overshooting at edges as real ones do.
    private void Sharpen(float[] hu)
    {
        var blurred = (float[])hu.Clone();
        _blur.Apply(blurred, spec.MatrixSize);
        var amount = (float)spec.EdgeEnhancement;
        for (var i = 0; i < hu.Length; i++)
            hu[i] += (hu[i] - blurred[i]) * amount;
    }
}
