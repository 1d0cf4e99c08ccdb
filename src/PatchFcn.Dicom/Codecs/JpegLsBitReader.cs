using System.Buffers.Binary;
using System.Numerics;

namespace PatchFcn.Dicom.Codecs;

/// <summary>Reads codes from the entropy-coded part of a JPEG-LS scan (ITU-T T.87 A.5.3, A.7.1 and C.1).</summary>
internal ref struct JpegLsBitReader(ReadOnlySpan<byte> bytes)
{
    private const byte Escape = 0xFF;
    private const byte LeastMarker = 0x80;
    private const int LeastFilled = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private ulong _bits;
    private int _count;

    /// <summary>The bytes that were read: after <see cref="Finish"/> the marker that ends the scan comes next.</summary>
    public int Position { get; private set; }

    /// <summary>The next code: zeros, a one and further bits; after the most zeros that there may be, a number as it is (A.5.3).</summary>
    public int ReadCode(int codeBits, int mostZeros, int bitsOfError)
    {
        if (_count < LeastFilled)
            Fill();
        var zeros = BitOperations.LeadingZeroCount(_bits);
        if (zeros >= mostZeros || zeros >= _count)
            return ReadLongCode(codeBits, mostZeros, bitsOfError);
        _bits = _bits << zeros << 1;
        _count -= zeros + 1;
        return (zeros << codeBits) | Read(codeBits);
    }

    /// <summary>The next bits, 16 and a few at most.</summary>
    public int Read(int count)
    {
        if (_count < count)
        {
            Fill();
            if (_count < count)
                throw JpegSegmentReader.Truncated();
        }
        var value = (int)(_bits >> 1 >> (63 - count));
        _bits <<= count;
        _count -= count;
        return value;
    }

    /// <summary>
    /// Passes over what fills the last byte. All of it is zero; one more zero byte is borne, for it stands in images of a well-known encoder.
    /// </summary>
    public void Finish()
    {
        Fill();
        if (_count >= 16 || _bits != 0)
            throw JpegSegmentReader.Damaged("holds more than its pixels");
        _count = 0;
    }

    /// <summary>Passes over the marker that ends a restart interval.</summary>
    public void Restart(int interval)
    {
        Finish();
        if (!JpegSegmentReader.IsRestart(_bytes[Position..], interval))
            throw JpegSegmentReader.Damaged("lacks a restart marker");
        Position += 2;
    }

    /// <summary>A code that takes more bits than are at hand, or escapes.</summary>
    private int ReadLongCode(int codeBits, int mostZeros, int bitsOfError)
    {
        FillBytes();
        var zeros = BitOperations.LeadingZeroCount(_bits);
        if (zeros > mostZeros && _count > mostZeros)
            throw JpegSegmentReader.Damaged("holds a code that is too long");
        if (zeros >= _count)
            throw JpegSegmentReader.Truncated();
        _bits = _bits << zeros << 1;
        _count -= zeros + 1;
        return zeros < mostZeros ? (zeros << codeBits) | Read(codeBits) : Read(bitsOfError) + 1;
    }

    /// <summary>Appends four bytes at once where none is or follows one that needs a look, else what there is up to the next marker.</summary>
    private void Fill()
    {
        const int WordBits = 8 * sizeof(uint);
        const uint LowBits = 0x01010101;
        const uint HighBits = 0x80808080;
        var next = Position;
        if (next > 0 && next <= _bytes.Length - sizeof(uint) && _count < WordBits && _bytes[next - 1] != Escape)
        {
            var word = BinaryPrimitives.ReadUInt32BigEndian(_bytes[next..]);
            if (((~word - LowBits) & word & HighBits) == 0) // No byte is 0xFF.
            {
                _bits |= (ulong)word << (WordBits - _count);
                _count += WordBits;
                Position = next + sizeof(uint);
                return;
            }
        }
        FillBytes();
    }

    /// <summary>Appends bytes up to the next marker, whose escape stays unread.</summary>
    private void FillBytes()
    {
        const int MostToAppendTo = 56;
        while (_count <= MostToAppendTo && Position < _bytes.Length)
        {
            var value = _bytes[Position];
            if (value == Escape && (Position + 1 >= _bytes.Length || _bytes[Position + 1] >= LeastMarker))
                return;
            // A bit of zero is stuffed behind eight ones, so that nothing in the data looks like a marker.
            var isStuffed = Position > 0 && _bytes[Position - 1] == Escape;
            var length = isStuffed ? 7 : 8;
            _bits |= (ulong)value << (64 - length - _count);
            _count += length;
            Position++;
        }
    }
}
