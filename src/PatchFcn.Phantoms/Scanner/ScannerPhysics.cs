using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Scanner;

/// <summary>Turns ideal slices into acquired ones: kernel, noise, artefacts, and the circle outside which nothing is reconstructed.</summary>
internal sealed class ScannerPhysics(ScannerSpec spec)
{
    private readonly SeparableFilter _kernel = SeparableFilter.Gaussian(Math.Sqrt(Math.Max(0.01, spec.KernelFwhmMm * spec.KernelFwhmMm / 5.545 - 0.177)) / spec.PixelSpacingMm);
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
        _kernel.Apply(hu, size);
        _noise.Add(slice, hu);
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
            {
                var at = row * size + column;
                acquired[at] = IsReconstructed(row, column, size)
                    ? (short)Math.Clamp(MathF.Floor(hu[at] + 0.5f), CtVolume.Air, 3071)
                    : CtVolume.Air;
            }
    }
}
