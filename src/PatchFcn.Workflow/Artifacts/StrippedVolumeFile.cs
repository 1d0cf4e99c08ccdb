using System.Numerics;
using System.Runtime.InteropServices;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>
/// The intracranial voxels as an artifact: 16-bit HU, little-endian, axis order slice, row, column; a voxel that was stripped is the
/// smallest number there is, so that the brain mask can be read from it.
/// </summary>
internal static class StrippedVolumeFile
{
    private const short Stripped = short.MinValue;

    public static void Write(CtVolume source, VoxelMask brain, Stream stream)
    {
        var line = new short[source.Geometry.Columns];
        for (var slice = 0; slice < brain.Slices; slice++)
            for (var row = 0; row < brain.Rows; row++)
            {
                Array.Fill(line, Stripped);
                CopyBrain(source.Slice(slice).Slice(row * line.Length, line.Length), brain.Row(slice, row), line);
                stream.Write(MemoryMarshal.AsBytes(line.AsSpan()));
            }
    }

    /// <summary>Where some neighbouring slices stand in the file, in bytes.</summary>
    public static (long Offset, long Length) Range(VolumeGeometry geometry, int first, int count)
    {
        var slice = (long)geometry.SliceLength * sizeof(short);
        return (first * slice, count * slice);
    }

    /// <summary>Reads some neighbouring slices from a stream that begins with the first of them.</summary>
    public static void Read(Stream stream, int first, int count, CtVolume volume, VoxelMask brain)
    {
        for (var slice = first; slice < first + count; slice++)
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(volume.Slice(slice)));
            for (var row = 0; row < brain.Rows; row++)
                MarkBrain(volume.Slice(slice).Slice(row * brain.Columns, brain.Columns), brain.Row(slice, row));
        }
    }

    private static void CopyBrain(ReadOnlySpan<short> source, ReadOnlySpan<ulong> brain, Span<short> target)
    {
        for (var word = 0; word < brain.Length; word++)
            for (var left = brain[word]; left != 0; left &= left - 1)
            {
                var column = word * 64 + BitOperations.TrailingZeroCount(left);
                target[column] = source[column];
            }
    }

    private static void MarkBrain(ReadOnlySpan<short> voxels, Span<ulong> brain)
    {
        if (!voxels.ContainsAnyExcept(Stripped))
            return;
        for (var column = 0; column < voxels.Length; column++)
            if (voxels[column] != Stripped)
                brain[column >> 6] |= 1UL << (column & 63);
    }
}
