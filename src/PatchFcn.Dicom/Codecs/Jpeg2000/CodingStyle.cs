using System.Buffers.Binary;

namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>How code-blocks are coded (ITU-T T.800 table A.19).</summary>
[Flags]
internal enum CodeBlockStyle
{
    None = 0,

    /// <summary>Late passes of magnitudes are raw bits.</summary>
    SelectiveBypass = 1,

    /// <summary>Contexts start afresh with every pass.</summary>
    ResetContexts = 2,

    /// <summary>Every pass has a codeword segment of its own.</summary>
    TerminateAll = 4,

    /// <summary>Contexts do not look into the stripe below.</summary>
    VerticallyCausal = 8,

    /// <summary>The encoder ended segments in a way that decoders may check. It changes nothing in decoding.</summary>
    PredictableTermination = 16,

    /// <summary>Every cleanup pass ends with a known symbol.</summary>
    SegmentationSymbols = 32,
}

/// <summary>Order of packets (ITU-T T.800 table A.16).</summary>
internal enum Progression
{
    LayerResolution,
    ResolutionLayer,
    ResolutionPosition,
    PositionComponent,
    ComponentPosition,
}

/// <summary>The marker COD: coding style of all components (ITU-T T.800 A.6.1).</summary>
internal sealed record CodingStyle(bool MayHaveSop, bool HasEph, Progression Progression, int Layers, ComponentStyle Component)
{
    /// <summary>Reads the marker.</summary>
    public static CodingStyle Parse(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 5)
            throw Jpeg2000Decoder.Truncated();
        var layers = BinaryPrimitives.ReadUInt16BigEndian(segment[2..]);
        if (layers == 0 || segment[1] > (int)Progression.ComponentPosition)
            throw Jpeg2000Decoder.Damaged("has a coding style that makes no sense");
        return new((segment[0] & 2) != 0, (segment[0] & 4) != 0, (Progression)segment[1], layers, ComponentStyle.Parse(segment[0], segment[5..]));
    }
}

/// <summary>Decompositions, code-blocks and precincts of a component: the end of COD, or COC (ITU-T T.800 table A.15).</summary>
/// <param name="Levels">Decompositions by the wavelet.</param>
/// <param name="BlockX">Binary logarithm of the width of code-blocks.</param>
/// <param name="BlockY">Binary logarithm of their height.</param>
/// <param name="Style">How they are coded.</param>
/// <param name="Precincts">Binary logarithms of the size of precincts for each resolution, the width in the lower four bits.</param>
internal sealed record ComponentStyle(int Levels, int BlockX, int BlockY, CodeBlockStyle Style, byte[] Precincts)
{
    private const int MostLevels = 32;
    private const int FirstRawPass = 10;
    private const byte Reversible = 1;
    private const byte LargestPrecinct = 0xFF;

    /// <summary>Reads the parameters; <paramref name="flags"/> are Scod or Scoc.</summary>
    public static ComponentStyle Parse(int flags, ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 5)
            throw Jpeg2000Decoder.Truncated();
        if (segment[4] != Reversible)
            throw Jpeg2000Decoder.Damaged("is compressed by the irreversible wavelet, with loss");
        var (levels, blockX, blockY, style) = (segment[0], segment[1] + 2, segment[2] + 2, segment[3]);
        var precincts = Enumerable.Repeat(LargestPrecinct, levels + 1).ToArray();
        if ((flags & 1) != 0)
            precincts = segment[5..].ToArray();
        if (levels > MostLevels || blockX > 10 || blockY > 10 || blockX + blockY > 12 || style >= 2 * (int)CodeBlockStyle.SegmentationSymbols || precincts.Length != levels + 1)
            throw Jpeg2000Decoder.Damaged("has a coding style that makes no sense");
        if (precincts.Skip(1).Any(it => (it & 0x0F) == 0 || it >> 4 == 0))
            throw Jpeg2000Decoder.Damaged("has precincts too small for subbands");
        return new(levels, blockX, blockY, (CodeBlockStyle)style, precincts);
    }

    /// <summary>The pass before which the codeword segment ends that begins with a pass (ITU-T T.800 tables D.8 and D.9).</summary>
    public int EndOfSegment(int pass)
    {
        if (Style.HasFlag(CodeBlockStyle.TerminateAll))
            return pass + 1;
        if (!Style.HasFlag(CodeBlockStyle.SelectiveBypass))
            return int.MaxValue;
        if (pass < FirstRawPass)
            return FirstRawPass;
        return pass % 3 == 1 ? pass + 2 : pass + 1;
    }

    /// <summary>Whether a pass is of raw bits (D.6).</summary>
    public bool IsRaw(int pass) => pass >= FirstRawPass && pass % 3 != 0 && Style.HasFlag(CodeBlockStyle.SelectiveBypass);
}
