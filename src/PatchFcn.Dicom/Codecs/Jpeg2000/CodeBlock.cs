namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>Bytes of a codeword segment of a code-block, for so many coding passes.</summary>
internal readonly record struct Contribution(int Start, int Length, int Passes);

/// <summary>A code-block (ITU-T T.800 B.7): its place in the samples of the tile, and what packets have told of it.</summary>
internal sealed class CodeBlock(Subband band, int offset, int width, int height, int planes)
{
    private const int FirstLengthBits = 3;

    public Subband Band => band;

    /// <summary>Index of its first sample in the tile.</summary>
    public int Offset => offset;

    public int Width => width;

    public int Height => height;

    /// <summary>Bit planes that are coded (B.10.5).</summary>
    public int BitPlanes => planes;

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
