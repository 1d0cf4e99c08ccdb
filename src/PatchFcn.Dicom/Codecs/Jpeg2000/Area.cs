namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>A rectangle on the reference grid, or on that of a resolution or subband (ITU-T T.800 annex B). Right and bottom are not part of it.</summary>
internal readonly record struct Area(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public bool IsEmpty => Right <= Left || Bottom <= Top;

    /// <summary>The part within both.</summary>
    public Area Intersect(Area other) =>
        new(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));

    /// <summary>
    /// The samples that are left of it after a number of decompositions, of which the last kept the high frequencies where <paramref name="highX"/> or
    /// <paramref name="highY"/> is 1 and the low ones where it is 0 (B.5, equations B-14 and B-15).
    /// </summary>
    public Area Decompose(int levels, int highX = 0, int highY = 0) => levels == 0
        ? this
        : new(Samples(Left, levels, highX), Samples(Top, levels, highY), Samples(Right, levels, highX), Samples(Bottom, levels, highY));

    private static int Samples(int end, int levels, int high) => (int)((end - ((long)high << (levels - 1)) + (1L << levels) - 1) >> levels);
}

/// <summary>The cells of a grid of squares of 2ⁿ samples that an area touches: precincts (B.6) or code-blocks (B.7).</summary>
internal readonly record struct Partition(int Left, int Top, int Columns, int Rows)
{
    public long Count => (long)Columns * Rows;

    /// <summary>The area of a cell.</summary>
    public static Area Cell(int column, int row, int exponentX, int exponentY) =>
        new(Scale(column, exponentX), Scale(row, exponentY), Scale(column + 1, exponentX), Scale(row + 1, exponentY));

    /// <summary>An area that has samples in one direction alone has no cells.</summary>
    public static Partition Of(Area area, int exponentX, int exponentY)
    {
        if (area.IsEmpty)
            return default;
        var (left, top) = (area.Left >> exponentX, area.Top >> exponentY);
        return new(left, top, ((area.Right - 1) >> exponentX) - left + 1, ((area.Bottom - 1) >> exponentY) - top + 1);
    }

    private static int Scale(int cell, int exponent) => (int)Math.Min((long)cell << exponent, int.MaxValue);
}
