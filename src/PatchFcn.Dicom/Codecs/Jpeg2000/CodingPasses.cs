using System.Runtime.InteropServices;

namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>
/// The three coding passes over the bit planes of a code-block (ITU-T T.800 D.3). Samples stand in the order in which they are scanned: stripes of four
/// rows, column by column (figure D.1). So the flags of the four samples of a column are one number of 64 bits, and most columns are passed over at a glance.
/// A border of one column and one stripe surrounds them.
/// </summary>
internal sealed class CodingPasses
{
    private const int Lanes = 4;
    private const int Neighbours = 0xFF;
    private const int North = 1 << 0, South = 1 << 1, West = 1 << 2, East = 1 << 3;
    private const int NorthWest = 1 << 4, NorthEast = 1 << 5, SouthWest = 1 << 6, SouthEast = 1 << 7;
    // Whether the neighbours that share a side are negative: their bits, shifted.
    private const int NegativeShift = 8;
    private const int Significant = 1 << 12, Visited = 1 << 13, Refined = 1 << 14, Negative = 1 << 15;
    private const ulong EveryLane = 0x0001_0001_0001_0001;

    private ushort[] _flags = [];
    private int[] _magnitudes = [];
    private byte[] _zeroContexts = [];
    private int _width;
    private int _height;
    private int _stride;
    private bool _isCausal;

    /// <summary>Begins a code-block.</summary>
    public void Start(CodeBlock block, bool isCausal)
    {
        (_width, _height, _isCausal, _zeroContexts) = (block.Width, block.Height, isCausal, block.Band.Contexts);
        _stride = Lanes * (_width + 2);
        var length = _stride * ((_height + Lanes - 1) / Lanes + 2);
        if (_flags.Length < length)
            (_flags, _magnitudes) = (new ushort[length], new int[length]);
        Array.Clear(_flags, 0, length);
        Array.Clear(_magnitudes, 0, length);
    }

    /// <summary>D.3.1: samples with significant neighbours may become significant.</summary>
    public void Propagate<T>(ref T decisions, int plane) where T : struct, IDecisions
    {
        var flags = _flags;
        var columns = MemoryMarshal.Cast<ushort, ulong>(flags.AsSpan());
        var contexts = _zeroContexts;
        for (var row = 0; row < _height; row += Lanes)
        {
            var rows = Math.Min(Lanes, _height - row);
            var start = StartOf(row);
            for (var first = start; first < start + Lanes * _width; first += Lanes)
            {
                if ((columns[first / Lanes] & Neighbours * EveryLane) == 0)
                    continue;
                for (var i = first; i < first + rows; i++)
                {
                    int flag = flags[i];
                    if ((flag & Neighbours) == 0 || (flag & Significant) != 0)
                        continue;
                    if (decisions.Decode(contexts[flag & Neighbours]) != 0)
                        BecomeSignificant(ref decisions, i, plane);
                    flags[i] |= Visited;
                }
            }
        }
    }

    /// <summary>D.3.3: samples that have been significant before this plane get a further bit.</summary>
    public void Refine<T>(ref T decisions, int plane) where T : struct, IDecisions
    {
        var flags = _flags;
        var columns = MemoryMarshal.Cast<ushort, ulong>(flags.AsSpan());
        for (var row = 0; row < _height; row += Lanes)
        {
            var rows = Math.Min(Lanes, _height - row);
            var start = StartOf(row);
            for (var first = start; first < start + Lanes * _width; first += Lanes)
            {
                if ((columns[first / Lanes] & Significant * EveryLane) == 0)
                    continue;
                for (var i = first; i < first + rows; i++)
                {
                    int flag = flags[i];
                    if ((flag & (Significant | Visited)) != Significant)
                        continue;
                    var context = (flag & Refined) != 0 ? CodingContexts.LaterRefinement
                        : (flag & Neighbours) != 0 ? CodingContexts.Refinement + 1
                        : CodingContexts.Refinement;
                    _magnitudes[i] |= decisions.Decode(context) << plane;
                    flags[i] = (ushort)(flag | Refined);
                }
            }
        }
    }

    /// <summary>D.3.4: all other samples. Columns in which nothing is known yet begin with a run of zeros.</summary>
    public void CleanUp(ref MqDecoder decisions, int plane)
    {
        var flags = _flags;
        var columns = MemoryMarshal.Cast<ushort, ulong>(flags.AsSpan());
        var contexts = _zeroContexts;
        for (var row = 0; row < _height; row += Lanes)
        {
            var rows = Math.Min(Lanes, _height - row);
            var start = StartOf(row);
            for (var first = start; first < start + Lanes * _width; first += Lanes)
            {
                var i = first;
                ref var column = ref columns[first / Lanes];
                if (rows == Lanes && column == 0)
                {
                    if (decisions.Decode(CodingContexts.RunLength) == 0)
                        continue;
                    i += decisions.Decode(CodingContexts.Uniform) << 1;
                    i += decisions.Decode(CodingContexts.Uniform);
                    BecomeSignificant(ref decisions, i++, plane);
                }
                for (; i < first + rows; i++)
                {
                    int flag = flags[i];
                    if ((flag & (Significant | Visited)) == 0 && decisions.Decode(contexts[flag & Neighbours]) != 0)
                        BecomeSignificant(ref decisions, i, plane);
                }
                column &= ~(Visited * EveryLane);
            }
        }
    }

    /// <summary>The samples with their signs, into the rows of a tile.</summary>
    public void CopyTo(Span<int> samples, int stride)
    {
        for (var row = 0; row < _height; row++)
        {
            var line = samples.Slice(row * stride, _width);
            var i = StartOf(row) + row % Lanes;
            foreach (ref var sample in line)
            {
                sample = (_flags[i] & Negative) != 0 ? -_magnitudes[i] : _magnitudes[i];
                i += Lanes;
            }
        }
    }

    private int StartOf(int row) => (row / Lanes + 1) * _stride + Lanes;

    /// <summary>D.3.2: a sample gets its sign, and its neighbours are told.</summary>
    private void BecomeSignificant<T>(ref T decisions, int i, int plane) where T : struct, IDecisions
    {
        var flags = _flags;
        int flag = flags[i];
        var negative = decisions.DecodeSign(CodingContexts.Signs[(flag & 0x0F) | (flag >> 4 & 0xF0)]);
        var sides = 1 | negative << NegativeShift;
        _magnitudes[i] = 1 << plane;
        flags[i] = (ushort)(flag | Significant | negative * Negative);
        flags[i - Lanes] |= (ushort)(East * sides);
        flags[i + Lanes] |= (ushort)(West * sides);
        var lane = i % Lanes;
        var below = lane == Lanes - 1 ? i + _stride - Lanes + 1 : i + 1;
        flags[below] |= (ushort)(North * sides);
        flags[below - Lanes] |= NorthEast;
        flags[below + Lanes] |= NorthWest;
        // The stripe above must not see this one where contexts are vertically causal (D.7).
        if (lane == 0 && _isCausal)
            return;
        var above = lane == 0 ? i - _stride + Lanes - 1 : i - 1;
        flags[above] |= (ushort)(South * sides);
        flags[above - Lanes] |= SouthEast;
        flags[above + Lanes] |= SouthWest;
    }
}
