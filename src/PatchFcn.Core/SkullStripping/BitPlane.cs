using System.Numerics;
using System.Runtime.Intrinsics;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.SkullStripping;

/// <summary>
/// The shape of one slice of bits, laid out as in <see cref="VoxelMask"/> (axis order row, word), and set arithmetic on such slices, 64
/// pixels at a time.
/// </summary>
internal readonly record struct BitPlane(int Rows, int Columns, double PixelMm)
{
    /// <summary>The shape of the slices of a stack; where pixels are not square, their size is the geometric mean.</summary>
    public static BitPlane Of(VolumeGeometry geometry) =>
        new(geometry.Rows, geometry.Columns, Math.Sqrt(geometry.PixelMm2));

    /// <summary>Words that <see cref="OrMovedWide"/> takes at a time.</summary>
    private const int Wide = 4;

    /// <summary>An index that no word has: the shuffled word is 0.</summary>
    private const ulong Nothing = ulong.MaxValue;

    public int WordsPerRow { get; } = (Columns + 63) / 64;

    public int Length => Rows * WordsPerRow;

    private ulong LastWordBits => Columns % 64 == 0 ? ulong.MaxValue : (1UL << (Columns % 64)) - 1;

    /// <summary>A distance in whole pixels, at least one.</summary>
    public int Pixels(double mm) => Math.Max(1, (int)Math.Round(mm / PixelMm));

    public static void And(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] &= other[i];
    }

    public static void AndNot(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] &= ~other[i];
    }

    public static void Or(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] |= other[i];
    }

    public static int Count(ReadOnlySpan<ulong> plane) => CountBoth(plane, plane);

    /// <summary>Number of pixels that belong to both sets.</summary>
    public static int CountBoth(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var count = 0;
        for (var i = 0; i < a.Length; i++)
            count += BitOperations.PopCount(a[i] & b[i]);
        return count;
    }

    public Span<ulong> Row(Span<ulong> plane, int row) => plane.Slice(row * WordsPerRow, WordsPerRow);

    public ReadOnlySpan<ulong> Row(ReadOnlySpan<ulong> plane, int row) => plane.Slice(row * WordsPerRow, WordsPerRow);

    /// <summary>The complement within the slice.</summary>
    public void Invert(Span<ulong> plane)
    {
        for (var i = 0; i < plane.Length; i++)
            plane[i] = ~plane[i];
        Trim(plane);
    }

    /// <summary>Makes the plane hold the outermost pixels of the slice and nothing else.</summary>
    public void SetBorder(Span<ulong> plane)
    {
        plane.Clear();
        for (var row = 0; row < Rows; row++)
        {
            Row(plane, row)[0] |= 1;
            Row(plane, row)[^1] |= 1UL << (Columns - 1 & 63);
        }
        Row(plane, 0).Fill(ulong.MaxValue);
        Row(plane, Rows - 1).Fill(ulong.MaxValue);
        Trim(plane);
    }

    /// <summary>
    /// Dilates by an octagon with this radius in pixels. An octagon is the Minkowski sum of four line segments, and a line grows by
    /// doubling.
    /// </summary>
    public void Dilate(Span<ulong> plane, int radius)
    {
        var diagonal = Math.Min((int)Math.Round(radius * (1 - Math.Sqrt(0.5))), Math.Max(0, radius - 1) / 2);
        var straight = radius - 2 * diagonal;
        GrowLine(plane, 0, 1, straight);
        GrowLine(plane, 1, 0, straight);
        GrowLine(plane, 1, 1, diagonal);
        GrowLine(plane, 1, -1, diagonal);
    }

    /// <summary>Erodes by an octagon with this radius in pixels; what lies outside the slice counts as set.</summary>
    public void Erode(Span<ulong> plane, int radius)
    {
        Invert(plane);
        Dilate(plane, radius);
        Invert(plane);
    }

    /// <summary>Removes what an octagon with this radius in pixels does not fit into.</summary>
    public void Open(Span<ulong> plane, int radius)
    {
        Erode(plane, radius);
        Dilate(plane, radius);
    }

    /// <summary>Adds what an octagon with this radius in pixels does not fit into from outside.</summary>
    public void Close(Span<ulong> plane, int radius)
    {
        Dilate(plane, radius);
        Erode(plane, radius);
    }

    /// <summary>
    /// Adds one row of bits, moved to higher (positive) or lower columns, to another, which may be the same. What leaves the row is lost.
    /// </summary>
    public static void OrMoved(ReadOnlySpan<ulong> row, int columns, Span<ulong> target)
    {
        if (Math.Abs(columns) < 64 && row.Length % Wide == 0)
        {
            OrMovedWide(row, columns, target);
            return;
        }
        var (words, bits) = Math.DivRem(Math.Abs(columns), 64);
        // Going against the movement, every word is read before it is written; shifting by 1 and by 63 - bits serves bits = 0 as well.
        if (columns >= 0)
        {
            for (var i = row.Length - 1; i > words; i--)
                target[i] |= row[i - words] << bits | row[i - words - 1] >> 1 >> (63 - bits);
            if (words < row.Length)
                target[words] |= row[0] << bits;
            return;
        }
        for (var i = 0; i < row.Length - words - 1; i++)
            target[i] |= row[i + words] >> bits | row[i + words + 1] << 1 << (63 - bits);
        if (words < row.Length)
            target[row.Length - words - 1] |= row[^1] >> bits;
    }

    /// <summary>The same four words at a time, by less than a word, for rows of as many words as the usual matrices have: 256 and 512 columns.</summary>
    private static void OrMovedWide(ReadOnlySpan<ulong> row, int columns, Span<ulong> target)
    {
        var bits = Math.Abs(columns);
        if (columns >= 0)
        {
            for (var i = row.Length - Wide; i >= 0; i -= Wide)
            {
                var here = Vector256.Create(row.Slice(i, Wide));
                var lower = i == 0 ? Vector256.Shuffle(here, Vector256.Create(Nothing, 0, 1, 2)) : Vector256.Create(row.Slice(i - 1, Wide));
                Or(target, i, here << bits | lower >>> 1 >>> (63 - bits));
            }
            return;
        }
        for (var i = 0; i < row.Length; i += Wide)
        {
            var here = Vector256.Create(row.Slice(i, Wide));
            var higher = i + Wide == row.Length ? Vector256.Shuffle(here, Vector256.Create(1, 2, 3, Nothing)) : Vector256.Create(row.Slice(i + 1, Wide));
            Or(target, i, here >>> bits | higher << 1 << (63 - bits));
        }
    }

    private static void Or(Span<ulong> target, int first, Vector256<ulong> words) =>
        (Vector256.Create<ulong>(target.Slice(first, Wide)) | words).CopyTo(target[first..]);

    private void GrowLine(Span<ulong> plane, int rowStep, int columnStep, int reach)
    {
        for (int done = 0, step; done < reach; done += step)
        {
            step = Math.Min(done + 1, reach - done);
            OrMoved(plane, rowStep * step, columnStep * step);
        }
        for (int done = 0, step; done < reach; done += step)
        {
            step = Math.Min(done + 1, reach - done);
            OrMoved(plane, -rowStep * step, -columnStep * step);
        }
        Trim(plane);
    }

    /// <summary>Adds to the plane its own copy moved by some rows and columns.</summary>
    private void OrMoved(Span<ulong> plane, int rows, int columns)
    {
        for (var i = 0; i < Rows - Math.Abs(rows); i++)
        {
            // In this order every row is read before it is written.
            var row = rows > 0 ? Rows - 1 - i : i;
            OrMoved(Row(plane, row - rows), columns, Row(plane, row));
        }
    }

    private void Trim(Span<ulong> plane)
    {
        for (var last = WordsPerRow - 1; last < plane.Length; last += WordsPerRow)
            plane[last] &= LastWordBits;
    }
}
