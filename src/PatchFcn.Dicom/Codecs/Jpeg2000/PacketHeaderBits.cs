namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>The bits of a packet header: a byte after 0xFF has seven (ITU-T T.800 B.10.1).</summary>
internal ref struct PacketHeaderBits(ReadOnlySpan<byte> bytes)
{
    private const byte Stuffed = 0xFF;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private byte _byte;
    private int _left;

    /// <summary>Bytes taken so far.</summary>
    public int Position { get; private set; }

    /// <summary>The next bit.</summary>
    public int ReadBit()
    {
        if (_left == 0)
        {
            _left = _byte == Stuffed ? 7 : 8;
            _byte = ReadByte();
        }
        return (_byte >> --_left) & 1;
    }

    /// <summary>A number of at most 31 bits.</summary>
    public int ReadBits(int count)
    {
        var value = 0;
        for (; count > 0; count--)
            value = value << 1 | ReadBit();
        return value;
    }

    /// <summary>Ends the header with a whole byte, which is never 0xFF.</summary>
    public void Align()
    {
        if (_byte == Stuffed)
            ReadByte();
        _left = 0;
    }

    /// <summary>Number of coding passes (table B.4).</summary>
    public int ReadPasses()
    {
        if (ReadBit() == 0)
            return 1;
        if (ReadBit() == 0)
            return 2;
        if (ReadBits(2) is < 3 and var few)
            return 3 + few;
        return ReadBits(5) is < 31 and var more ? 6 + more : 37 + ReadBits(7);
    }

    private byte ReadByte() => Position < _bytes.Length ? _bytes[Position++] : throw Jpeg2000Decoder.Truncated();
}
