using System.Numerics;

namespace PatchFcn.Core.Volumes;

/// <summary>The values of the voxels of a mask alone, one after another in the order of the volume. Of a head CT about a fifth is brain.</summary>
public static class MaskedVoxels
{
    /// <summary>Takes the values of the mask's voxels out of one slice.</summary>
    /// <param name="mask">Which voxels.</param>
    /// <param name="slice">Which of its slices.</param>
    /// <param name="values">The slice; axis order row, column.</param>
    /// <param name="gathered">Receives as many values as the mask has voxels on the slice (<see cref="VoxelMask.CountSlice"/>).</param>
    public static void Gather<T>(VoxelMask mask, int slice, ReadOnlySpan<T> values, Span<T> gathered)
    {
        var next = 0;
        for (var row = 0; row < mask.Rows; row++)
        {
            var words = mask.Row(slice, row);
            var line = values.Slice(row * mask.Columns, mask.Columns);
            for (var i = 0; i < words.Length; i++)
                for (var left = words[i]; left != 0; left &= left - 1)
                    gathered[next++] = line[i * 64 + BitOperations.TrailingZeroCount(left)];
        }
    }

    /// <summary>Puts the values back where they were taken from; all other voxels of the slice stay as they are.</summary>
    /// <inheritdoc cref="Gather" path="/param"/>
    public static void Scatter<T>(VoxelMask mask, int slice, ReadOnlySpan<T> gathered, Span<T> values)
    {
        var next = 0;
        for (var row = 0; row < mask.Rows; row++)
        {
            var words = mask.Row(slice, row);
            var line = values.Slice(row * mask.Columns, mask.Columns);
            for (var i = 0; i < words.Length; i++)
                for (var left = words[i]; left != 0; left &= left - 1)
                    line[i * 64 + BitOperations.TrailingZeroCount(left)] = gathered[next++];
        }
    }
}
