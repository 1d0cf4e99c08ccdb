using System.Numerics;
using System.Runtime.CompilerServices;

namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>Where coding passes get their decisions from: the arithmetic decoder, or raw bits.</summary>
internal interface IDecisions
{
    /// <summary>The next decision in a context.</summary>
    int Decode(int context);

    /// <summary>The next sign, 1 for negative, by an entry of <see cref="CodingContexts.Signs"/>.</summary>
    int DecodeSign(int entry);
}

/// <summary>The MQ decoder (ITU-T T.800 annex C). Registers A and C have their upper halves in the upper halves of 32 bits.</summary>
internal struct MqDecoder : IDecisions
{
    private const int Indices = 47;
    private const uint UpperHalf = 0xFFFF0000;
    private const uint Normalized = 0x80000000;

    /// <summary>
    /// Table C.2 for both senses of the more probable symbol: Qe, then the indices after the less and the more probable symbol. The lowest bit of an index is the more
    /// probable symbol, which stays as it is after it came: so it is the lowest bit of an entry, too.
    /// </summary>
    private static readonly uint[] States = MakeStates();

    private readonly uint[] _contexts = new uint[CodingContexts.Count];
    private byte[] _bytes = [];
    private int _position;
    private uint _a;
    private uint _c;
    private int _left;
    private int _behind;

    /// <summary>Makes a decoder whose contexts are to be reset.</summary>
    public MqDecoder()
    {
    }

    /// <summary>The contexts as they are at first (table D.7).</summary>
    public readonly void ResetContexts()
    {
        _contexts.AsSpan().Fill(States[0]);
        _contexts[0] = States[4 << 1];
        _contexts[CodingContexts.RunLength] = States[3 << 1];
        _contexts[CodingContexts.Uniform] = States[46 << 1];
    }

    /// <summary>Starts a codeword segment (C.3.5), which two bytes of 0xFF follow.</summary>
    public void Start(byte[] bytes)
    {
        _bytes = bytes;
        (_position, _behind) = (0, 0);
        _c = (uint)bytes[0] << 16;
        ReadByte();
        _c <<= 7;
        _left -= 7;
        _a = Normalized;
    }

    /// <summary>Bytes taken so far, those behind the end included.</summary>
    public readonly int Taken => _position + _behind;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Decode(int context)
    {
        ref var entry = ref _contexts[context];
        var probability = entry & UpperHalf;
        _a -= probability;
        if (_c >= probability)
        {
            _c -= probability;
            return (int)_a < 0 ? (int)entry & 1 : Exchange(ref entry, isLessProbable: _a < probability);
        }
        var isLess = _a >= probability;
        _a = probability;
        return Exchange(ref entry, isLess);
    }

    /// <inheritdoc/>
    public int DecodeSign(int entry) => Decode(entry & CodingContexts.SignContext) ^ (entry >> CodingContexts.SignFlipShift);

    /// <summary>Takes a symbol, moves the context on (figures C.16 and C.17) and shifts registers until A is normal again (figure C.18).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Exchange(ref uint entry, bool isLessProbable)
    {
        var symbol = (int)(isLessProbable ? ~entry : entry) & 1;
        entry = States[(byte)(isLessProbable ? entry >> 8 : entry)];
        for (var shift = BitOperations.LeadingZeroCount(_a); shift > 0;)
        {
            if (_left == 0)
                ReadByte();
            var step = Math.Min(shift, _left);
            _a <<= step;
            _c <<= step;
            _left -= step;
            shift -= step;
        }
        return symbol;
    }

    /// <summary>BYTEIN (figure C.19): behind the last byte come ones without end.</summary>
    private void ReadByte()
    {
        var next = _bytes[_position + 1];
        if (_bytes[_position] != 0xFF)
        {
            (_c, _left) = (_c + ((uint)next << 8), 8);
            _position++;
        }
        else if (next <= 0x8F)
        {
            (_c, _left) = (_c + ((uint)next << 9), 7);
            _position++;
        }
        else
        {
            (_c, _left) = (_c + 0xFF00, 8);
            _behind++;
        }
    }

    private static uint[] MakeStates()
    {
        ReadOnlySpan<ushort> probabilities =
        [
            0x5601, 0x3401, 0x1801, 0x0AC1, 0x0521, 0x0221, 0x5601, 0x5401, 0x4801, 0x3801, 0x3001, 0x2401, 0x1C01, 0x1601, 0x5601, 0x5401,
            0x5101, 0x4801, 0x3801, 0x3401, 0x3001, 0x2801, 0x2401, 0x2201, 0x1C01, 0x1801, 0x1601, 0x1401, 0x1201, 0x1101, 0x0AC1, 0x09C1,
            0x08A1, 0x0521, 0x0441, 0x02A1, 0x0221, 0x0141, 0x0111, 0x0085, 0x0049, 0x0025, 0x0015, 0x0009, 0x0005, 0x0001, 0x5601,
        ];
        ReadOnlySpan<byte> afterMore =
        [
            1, 2, 3, 4, 5, 38, 7, 8, 9, 10, 11, 12, 13, 29, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
            33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 45, 46,
        ];
        ReadOnlySpan<byte> afterLess =
        [
            1, 6, 9, 12, 29, 33, 6, 14, 14, 14, 17, 18, 20, 21, 14, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 46,
        ];
        var states = new uint[2 * Indices];
        for (var i = 0; i < states.Length; i++)
        {
            var (index, symbol) = (i >> 1, i & 1);
            var switches = index is 0 or 6 or 14 ? 1 : 0;
            states[i] = (uint)probabilities[index] << 16 | (uint)(afterLess[index] << 1 | symbol ^ switches) << 8 | (uint)(afterMore[index] << 1 | symbol);
        }
        return states;
    }
}
