using PatchFcn.Core.Volumes;

namespace PatchFcn.Reporting.Html;

/// <summary>
/// Hounsfield units in one byte: 1 HU apart where brain and blood lie, coarser in fat and bone. Air is one value, so that it costs nothing when compressed.
/// The page turns codes back into HU and applies any window to them.
/// </summary>
internal static class HuCodes
{
    /// <summary>HU of each of the 256 codes, ascending: air, fat in steps of 14, brain and blood in steps of 1 and 2, bone in steps of 25.</summary>
    internal static readonly int[] Hu =
        [CtVolume.Air, .. Steps(-300, 14, 20), .. Steps(-20, 1, 110), .. Steps(90, 2, 50), .. Steps(190, 25, 75)];

    private static readonly byte[] CodeOfHu = Nearest();

    /// <summary>The code nearest to a density.</summary>
    internal static byte Encode(short hu) => CodeOfHu[Math.Clamp((int)hu, CtVolume.Air, Hu[^1]) - CtVolume.Air];

    private static IEnumerable<int> Steps(int first, int step, int count) => Enumerable.Range(0, count).Select(i => first + i * step);

    private static byte[] Nearest()
    {
        var codes = new byte[Hu[^1] - CtVolume.Air + 1];
        var code = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            var hu = CtVolume.Air + i;
            while (code < 255 && Hu[code + 1] - hu <= hu - Hu[code])
                code++;
            codes[i] = (byte)code;
        }
        return codes;
    }
}
