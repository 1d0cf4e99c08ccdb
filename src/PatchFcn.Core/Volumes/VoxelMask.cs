using System.Numerics;

namespace PatchFcn.Core.Volumes;

/// <summary>
/// A set of voxels, one bit each. Axis order: slice, row, column. Every row starts on a word boundary: column c of a row is bit (c mod 64) of word c / 64,
/// so that whole rows can be combined 64 voxels at a time. Bits past the last column are always 0.
/// </summary>
public sealed class VoxelMask
{
    private readonly ulong[] _words;

    /// <summary>An empty set of the given shape.</summary>
    public VoxelMask(int slices, int rows, int columns)
    {
        (Slices, Rows, Columns) = (slices, rows, columns);
        WordsPerRow = (columns + 63) / 64;
        _words = new ulong[checked(slices * rows * WordsPerRow)];
    }

    /// <summary>An empty set over the voxels of a volume.</summary>
    public VoxelMask(VolumeGeometry geometry) : this(geometry.SliceCount, geometry.Rows, geometry.Columns)
    {
    }

    /// <summary>Number of slices.</summary>
    public int Slices { get; }

    /// <summary>Rows of each slice.</summary>
    public int Rows { get; }

    /// <summary>Columns of each slice.</summary>
    public int Columns { get; }

    /// <summary>64-bit words that hold one row.</summary>
    public int WordsPerRow { get; }

    /// <summary>All words; axis order slice, row, word.</summary>
    public Span<ulong> Words => _words;

    /// <summary>Bits that carry voxels in the last word of a row; the others must stay 0.</summary>
    public ulong LastWordBits => Columns % 64 == 0 ? ulong.MaxValue : (1UL << (Columns % 64)) - 1;

    /// <summary>Whether a voxel belongs to the set.</summary>
    public bool this[int slice, int row, int column]
    {
        get => (_words[WordIndex(slice, row, column)] >> (column & 63) & 1) != 0;
        set
        {
            ref var word = ref _words[WordIndex(slice, row, column)];
            var bit = 1UL << (column & 63);
            word = value ? word | bit : word & ~bit;
        }
    }

    /// <summary>The words of one slice; axis order row, word.</summary>
    public Span<ulong> Slice(int slice) => _words.AsSpan(slice * Rows * WordsPerRow, Rows * WordsPerRow);

    /// <summary>The words of one row.</summary>
    public Span<ulong> Row(int slice, int row) => _words.AsSpan((slice * Rows + row) * WordsPerRow, WordsPerRow);

    /// <summary>Number of voxels in the set.</summary>
    public long Count() => Count(_words);

    /// <summary>Number of voxels of one slice in the set.</summary>
    public int CountSlice(int slice) => (int)Count(Slice(slice));

    /// <summary>Volume of the set in mL, each voxel counted with the extent of its own slice.</summary>
    public double VolumeMl(VolumeGeometry geometry)
    {
        var total = 0.0;
        for (var slice = 0; slice < Slices; slice++)
            total += CountSlice(slice) * geometry.VoxelMl(slice);
        return total;
    }

    private static long Count(ReadOnlySpan<ulong> words)
    {
        var count = 0L;
        foreach (var word in words)
            count += BitOperations.PopCount(word);
        return count;
    }

    private int WordIndex(int slice, int row, int column) => (slice * Rows + row) * WordsPerRow + (column >> 6);
}
