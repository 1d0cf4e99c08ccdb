using PatchFcn.Core.Densities;

namespace PatchFcn.Training.Sampling;

/// <summary>Brightens brain towards the bone around it, as the harder beam behind bone does where a scanner does not correct it in full: real heads reach 10 HU at the rim.</summary>
internal static class BeamHardening
{
    /// <summary>Numbers that <see cref="Add"/> needs to work with.</summary>
    /// <param name="side">Pixels to a side.</param>
    public static int ScratchOf(int side) => (side + 2) * (side + 2);

    /// <summary>Changes one channel in place.</summary>
    /// <param name="hu">HU, not a number where stripped; axis order row, column.</param>
    /// <param name="side">Pixels to a side.</param>
    /// <param name="amplitudeHu">What is added at the rim, HU.</param>
    /// <param name="reach">Distance from the rim over which that falls to its 1/e-th part, pixels.</param>
    /// <param name="scratch">At least <see cref="ScratchOf"/>.</param>
    public static void Add(Span<float> hu, int side, float amplitudeHu, float reach, Span<float> scratch)
    {
        var columns = side + 2;
        var plane = scratch[..ScratchOf(side)];
        // Of what lies beyond the patch it is not known whether it is stripped.
        plane.Fill(float.PositiveInfinity);
        for (var i = 0; i < hu.Length; i++)
            if (float.IsNaN(hu[i]))
                plane[At(i)] = 0;
        ChamferDistance.Measure(plane, columns, 1, 1);
        for (var i = 0; i < hu.Length; i++)
            hu[i] += amplitudeHu * MathF.Exp(-plane[At(i)] / reach);

        int At(int pixel) => (pixel / side + 1) * columns + pixel % side + 1;
    }
}
