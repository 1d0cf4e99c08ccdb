using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Scanner;

/// <summary>The carbon shell that the head rests in: an arc under and beside it.</summary>
internal static class HeadHolder
{
    private const float HalfThicknessMm = 1.1f;

    /// <summary>Adds the shell to an ideal slice in HU, where there is air.</summary>
    internal static void Add(ScannerSpec spec, float[] hu)
    {
        if (spec.HolderRadiusMm <= 0)
            return;
        var middle = (spec.MatrixSize - 1) * 0.5f;
        var (spacing, radius) = ((float)spec.PixelSpacingMm, (float)spec.HolderRadiusMm);
        for (var row = spec.MatrixSize / 2; row < spec.MatrixSize; row++)
            for (var column = 0; column < spec.MatrixSize; column++)
            {
                var (dx, dy) = ((column - middle) * spacing, (row - middle) * spacing);
                var distance = MathF.Abs(MathF.Sqrt(dx * dx + dy * dy) - radius) - HalfThicknessMm;
                var share = Math.Clamp(0.5f - distance / spacing, 0, 1);
                ref var value = ref hu[row * spec.MatrixSize + column];
                if (share > 0 && value < -500)
                    value += ((float)spec.HolderHu - value) * share;
            }
    }
}
