using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>
/// Values of the intracranial voxels as an artifact, little-endian, in the order slice, row, column. Which voxels they are says the brain mask, an artifact of its own: a fifth
/// of what a whole volume takes, and nothing of what was stripped is in it.
/// </summary>
internal static class BrainVoxelsFile
{
    /// <summary>Writes the values of a volume of any kind.</summary>
    public static void Write<T>(Stream stream, VoxelMask brain, ReadOnlySpan<T> volume)
        where T : unmanaged
    {
        var length = brain.Rows * brain.Columns;
        var values = new T[length];
        for (var slice = 0; slice < brain.Slices; slice++)
        {
            MaskedVoxels.Gather(brain, slice, volume.Slice(slice * length, length), values);
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan(0, brain.CountSlice(slice))));
        }
    }

    /// <summary>Where some neighbouring slices stand in the file, in bytes.</summary>
    public static (long Offset, long Length) Range<T>(VoxelMask brain, int first, int count)
        where T : unmanaged
    {
        return (BytesOf(0, first), BytesOf(first, count));

        long BytesOf(int start, int slices) => Unsafe.SizeOf<T>() * Enumerable.Range(start, slices).Sum(slice => (long)brain.CountSlice(slice));
    }

    /// <summary>Reads some neighbouring slices from a stream that begins with the first of them; voxels outside the brain stay as they are.</summary>
    public static void Read<T>(Stream stream, VoxelMask brain, int first, int count, Span<T> volume)
        where T : unmanaged
    {
        var length = brain.Rows * brain.Columns;
        var values = new T[length];
        for (var slice = first; slice < first + count; slice++)
        {
            var gathered = values.AsSpan(0, brain.CountSlice(slice));
            stream.ReadExactly(MemoryMarshal.AsBytes(gathered));
            MaskedVoxels.Scatter(brain, slice, gathered, volume.Slice(slice * length, length));
        }
    }

    /// <summary>Writes the mask itself, 64 voxels a word, as <see cref="VoxelMask"/> keeps them.</summary>
    public static void WriteMask(Stream stream, VoxelMask brain) => stream.Write(MemoryMarshal.AsBytes(brain.Words));

    /// <summary>Reads the mask.</summary>
    public static VoxelMask ReadMask(Stream stream, VolumeGeometry geometry)
    {
        var brain = new VoxelMask(geometry);
        stream.ReadExactly(MemoryMarshal.AsBytes(brain.Words));
        return brain;
    }
}
