using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PatchFcn.Core.SkullStripping;

/// <summary>Turns densities into bits, 16 voxels an instruction.</summary>
internal static class HuThreshold
{
    /// <summary>Sets the bits of all voxels of at least <paramref name="hu"/>.</summary>
    public static void AtLeast(ReadOnlySpan<short> voxels, short hu, BitPlane shape, Span<ulong> plane)
    {
        var limit = Vector256.Create(hu);
        for (var row = 0; row < shape.Rows; row++)
        {
            var source = voxels.Slice(row * shape.Columns, shape.Columns);
            var target = plane.Slice(row * shape.WordsPerRow, shape.WordsPerRow);
            for (var word = 0; word < target.Length; word++)
                target[word] = Word(source[(word * 64)..], limit, hu);
        }
    }

    private static ulong Word(ReadOnlySpan<short> voxels, Vector256<short> limit, short hu)
    {
        var bits = 0UL;
        if (voxels.Length >= 64)
        {
            var vectors = MemoryMarshal.Cast<short, Vector256<short>>(voxels[..64]);
            for (var i = 0; i < 2; i++)
            {
                var packed = Vector256.Narrow(
                    Vector256.GreaterThanOrEqual(vectors[2 * i], limit), Vector256.GreaterThanOrEqual(vectors[2 * i + 1], limit));
                bits |= (ulong)packed.ExtractMostSignificantBits() << 32 * i;
            }
            return bits;
        }
        for (var i = 0; i < voxels.Length; i++)
            if (voxels[i] >= hu)
                bits |= 1UL << i;
        return bits;
    }
}
