using PatchFcn.Core.Patches;

namespace PatchFcn.Training.Data;

/// <summary>Densities in one byte: 0 is stripped, 1 to 255 are −40 to 214 HU in steps of 1 HU. Finer than noise, wider than any window of interest.</summary>
internal static class DensityCode
{
    /// <summary>Code of voxels that were stripped.</summary>
    public const byte Stripped = 0;

    private const int LowHu = -40;
    private const int HighHu = 214;

    /// <summary>Window with which slices are rendered before they are coded.</summary>
    public static HuWindow Window { get; } = new(LowHu, HighHu);

    /// <summary>Code of a rendered value.</summary>
    /// <param name="value">0..1 in <see cref="Window"/>; not a number where stripped.</param>
    public static byte Encode(float value) => float.IsNaN(value) ? Stripped : (byte)(1 + MathF.Round(value * (HighHu - LowHu)));

    /// <summary>Code of a density in HU, within the range.</summary>
    public static byte FromHu(int hu) => checked((byte)(hu - LowHu + 1));

    /// <summary>HU of a code that is not <see cref="Stripped"/>.</summary>
    public static float ToHu(byte code) => LowHu + code - 1;
}
