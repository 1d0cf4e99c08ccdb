using System.Runtime.InteropServices;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.SkullStripping;

/// <summary>
/// What skull stripping knows of a slab of slices before the slabs are joined. It holds no densities, and of the head only what lies within
/// the ring of the skull, nothing of the skin: it may be kept where the unstripped scan may not.
/// </summary>
public sealed class SlabCandidates
{
    internal SlabCandidates(int firstSlice, int slices, int rows, int columns)
    {
        FirstSlice = firstSlice;
        Core = new VoxelMask(slices, rows, columns);
        Limit = new VoxelMask(slices, rows, columns);
        Rim = new VoxelMask(slices, rows, columns);
        Unwalled = new VoxelMask(slices, rows, columns);
        Counts = new SliceCounts[slices];
    }

    /// <summary>Index of the slab's first slice in the whole stack.</summary>
    public int FirstSlice { get; }

    /// <summary>Number of slices of the slab.</summary>
    public int SliceCount => Counts.Length;

    /// <summary>Tissue as dense as brain or blood, ringed by bone and wide. Axis order: slice, row, column.</summary>
    internal VoxelMask Core { get; }

    /// <summary>How far the brain may reach: tissue ringed by bone, within 8 mm of <see cref="Core"/>. Axis order: slice, row, column.</summary>
    internal VoxelMask Limit { get; }

    /// <summary>
    /// The inner table's partial volume: voxels around <see cref="Limit"/> that average tissue and bone. Axis order: slice, row, column.
    /// </summary>
    internal VoxelMask Rim { get; }

    /// <summary>The outline of <see cref="Limit"/> where the skull has a gap: no bone is near. Axis order: slice, row, column.</summary>
    internal VoxelMask Unwalled { get; }

    internal SliceCounts[] Counts { get; }

    /// <summary>Writes the slab in a binary form that <see cref="Read"/> understands: 4 bits a voxel.</summary>
    public void Write(Stream stream)
    {
        stream.Write(MemoryMarshal.AsBytes<int>([FirstSlice, SliceCount, Core.Rows, Core.Columns]));
        foreach (var mask in Masks)
            stream.Write(MemoryMarshal.AsBytes(mask.Words));
        stream.Write(MemoryMarshal.AsBytes(Counts.AsSpan()));
    }

    /// <summary>Reads back what <see cref="Write"/> has written.</summary>
    /// <exception cref="EndOfStreamException">The stream is too short.</exception>
    public static SlabCandidates Read(Stream stream)
    {
        Span<int> shape = stackalloc int[4];
        stream.ReadExactly(MemoryMarshal.AsBytes(shape));
        var slab = new SlabCandidates(shape[0], shape[1], shape[2], shape[3]);
        foreach (var mask in slab.Masks)
            stream.ReadExactly(MemoryMarshal.AsBytes(mask.Words));
        stream.ReadExactly(MemoryMarshal.AsBytes(slab.Counts.AsSpan()));
        return slab;
    }

    /// <summary>Copies the slab to its place in a larger one that starts at slice 0.</summary>
    internal void CopyTo(SlabCandidates whole)
    {
        foreach (var (part, all) in Masks.Zip(whole.Masks))
            part.Words.CopyTo(all.Words[(FirstSlice * part.Rows * part.WordsPerRow)..]);
        Counts.CopyTo(whole.Counts, FirstSlice);
    }

    private VoxelMask[] Masks => [Core, Limit, Rim, Unwalled];
}

/// <summary>Voxels of one slice, counted before the slabs are joined.</summary>
/// <param name="Bone">Bone.</param>
/// <param name="Enclosed">What bone rings, be it tissue or air, without the bone.</param>
/// <param name="Core">Tissue that may be brain.</param>
/// <param name="BrainLike">Of that, what is as dense as brain.</param>
internal readonly record struct SliceCounts(int Bone, int Enclosed, int Core, int BrainLike);
