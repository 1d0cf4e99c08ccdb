namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>Bytes of a codeword segment of a code-block, for so many coding passes.</summary>
internal readonly record struct Contribution(int Start, int Length, int Passes);

/// <summary>A code-block (ITU-T T.800 B.7): its place in the samples of the tile, and what packets have told of it.</summary>
internal sealed class CodeBlock(Subband band, int offset, int width, int height)
{
    private const int FirstLengthBits = 3;

    public Subband Band => band;

    /// <summary>Index of its first sample in the tile.</summary>
    public int Offset => offset;

    public int Width => width;

    public int Height => height;

    /// <summary>Bit planes that are coded, 0 until a packet includes it (B.10.5).</summary>
    public int BitPlanes { get; set; }

    /// <summary>Coding passes so far.</summary>
    public int Passes { get; set; }

    /// <summary>The state variable Lblock (B.10.7.1).</summary>
    public int LengthBits { get; set; } = FirstLengthBits;

    /// <summary>Its bytes, in order.</summary>
    public List<Contribution> Contributions { get; } = [];
}

/// <summary>A subband (B.5). Its samples stand in the tile beside those of the next lower resolution.</summary>
/// <param name="Area">Its area on its own grid.</param>
/// <param name="Offset">Index of its first sample in the tile.</param>
/// <param name="BitPlanes">Bit planes of its samples (equation E-2).</param>
/// <param name="Contexts">Contexts of the coding of zeros for subbands of its kind.</param>
internal sealed record Subband(Area Area, int Offset, int BitPlanes, byte[] Contexts);

/// <summary>The code-blocks of a precinct in one subband.</summary>
internal sealed class PrecinctBand(int columns, CodeBlock[] blocks)
{
    public int Columns => columns;

    public CodeBlock[] Blocks => blocks;

    /// <summary>The layer in which a code-block comes first (B.10.4).</summary>
    public TagTree Inclusion { get; } = new(columns, columns == 0 ? 0 : blocks.Length / columns);

    /// <summary>The bit planes that are zero (B.10.5).</summary>
    public TagTree ZeroPlanes { get; } = new(columns, columns == 0 ? 0 : blocks.Length / columns);
}

/// <summary>A precinct (B.6): what the packets of one layer each tell of.</summary>
/// <param name="Resolution">Its resolution.</param>
/// <param name="X">Where it starts on the reference grid, for progressions by position.</param>
/// <param name="Y">The same from top to bottom.</param>
/// <param name="Bands">Its parts in the subbands of the resolution.</param>
internal sealed record Precinct(int Resolution, long X, long Y, PrecinctBand[] Bands)
{
    /// <summary>Layers whose packets have been read.</summary>
    public int Layers { get; set; }
}
