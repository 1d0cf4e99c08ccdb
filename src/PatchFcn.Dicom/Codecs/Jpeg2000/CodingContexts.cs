namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>Which context a decision has, by the neighbours of its sample (ITU-T T.800 D.3).</summary>
internal static class CodingContexts
{
    /// <summary>Number of contexts.</summary>
    public const int Count = 19;

    /// <summary>The first context of refinements (table D.4); the next is for samples with significant neighbours.</summary>
    public const int Refinement = 14;

    /// <summary>The context of refinements after the first.</summary>
    public const int LaterRefinement = 16;

    /// <summary>The context of runs in the cleanup pass.</summary>
    public const int RunLength = 17;

    /// <summary>The context without probability.</summary>
    public const int Uniform = 18;

    /// <summary>The bits of an entry of <see cref="Signs"/> that are its context.</summary>
    public const int SignContext = 0x1F;

    /// <summary>Where an entry of <see cref="Signs"/> says that the decision is to be inverted.</summary>
    public const int SignFlipShift = 7;

    private const int FirstSign = 9;

    private static readonly byte[][] Zeros = [MakeZeros(0, 0), MakeZeros(1, 0), MakeZeros(0, 1), MakeZeros(1, 1)];

    /// <summary>
    /// Contexts of signs (tables D.2 and D.3) by the significance of the neighbours north, south, west and east (bits 0 to 3), and whether they are
    /// negative (bits 4 to 7).
    /// </summary>
    public static byte[] Signs { get; } = MakeSigns();

    /// <summary>Contexts of zeros (table D.1) in a kind of subband, by the significance of the neighbours: first the four that share a side, then the four at corners.</summary>
    public static byte[] OfZeros(int highX, int highY) => Zeros[highX + 2 * highY];

    private static byte[] MakeZeros(int highX, int highY)
    {
        var contexts = new byte[256];
        for (var neighbours = 0; neighbours < contexts.Length; neighbours++)
        {
            var vertical = (neighbours & 1) + (neighbours >> 1 & 1);
            var horizontal = (neighbours >> 2 & 1) + (neighbours >> 3 & 1);
            var diagonal = int.PopCount(neighbours >> 4);
            contexts[neighbours] = (byte)(highX == 1 && highY == 1 ? OfDiagonals(horizontal + vertical, diagonal)
                : highX == 1 ? OfSides(vertical, horizontal, diagonal)
                : OfSides(horizontal, vertical, diagonal));
        }
        return contexts;
    }

    private static int OfSides(int along, int across, int diagonal) => (along, across, diagonal) switch
    {
        (2, _, _) => 8,
        (1, >= 1, _) => 7,
        (1, 0, >= 1) => 6,
        (1, 0, 0) => 5,
        (0, 2, _) => 4,
        (0, 1, _) => 3,
        _ => Math.Min(diagonal, 2),
    };

    private static int OfDiagonals(int sides, int diagonal) => diagonal switch
    {
        >= 3 => 8,
        2 => sides >= 1 ? 7 : 6,
        1 => 3 + Math.Min(sides, 2),
        _ => Math.Min(sides, 2),
    };

    private static byte[] MakeSigns()
    {
        var entries = new byte[256];
        for (var i = 0; i < entries.Length; i++)
        {
            var vertical = Math.Clamp(Contribution(i, 0) + Contribution(i, 1), -1, 1);
            var horizontal = Math.Clamp(Contribution(i, 2) + Contribution(i, 3), -1, 1);
            var flips = horizontal < 0 || (horizontal == 0 && vertical < 0);
            if (flips)
                (horizontal, vertical) = (-horizontal, -vertical);
            var context = FirstSign + (horizontal == 0 ? vertical : 3 + vertical);
            entries[i] = (byte)(context | (flips ? 1 << SignFlipShift : 0));
        }
        return entries;
    }

    private static int Contribution(int neighbours, int which) =>
        (neighbours >> which & 1) == 0 ? 0 : (neighbours >> (4 + which) & 1) == 0 ? 1 : -1;
}
