namespace PatchFcn.Dicom.Codecs;

/// <summary>A Huffman table of JPEG Lossless (ITU-T T.81 annex C): codes of at most 16 bits for the 17 sizes of a difference.</summary>
internal sealed class JpegHuffmanTable
{
    /// <summary>Bits of the longest code.</summary>
    public const int LongestCode = 16;

    private const int LargestSize = 16;
    private const int FastBits = 10;

    private readonly Entry[] _fast = new Entry[1 << FastBits];
    private readonly int[] _endOfLength = new int[LongestCode + 1];
    private readonly int[] _sizeOffset = new int[LongestCode + 1];
    private readonly byte[] _sizes;

    /// <summary>A code's length in bits, 0 when there is none, and the size that it stands for.</summary>
    public readonly record struct Entry(byte Length, byte Size);

    private JpegHuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> sizes)
    {
        _sizes = sizes.ToArray();
        var code = 0;
        var index = 0;
        for (var length = 1; length <= LongestCode; length++)
        {
            _sizeOffset[length] = index - code;
            for (var i = 0; i < counts[length - 1]; i++, code++, index++)
                if (length <= FastBits)
                    _fast.AsSpan(code << (FastBits - length), 1 << (FastBits - length)).Fill(new Entry((byte)length, sizes[index]));
            // Codes of this length end here, as the first bits of 16.
            _endOfLength[length] = code << (LongestCode - length);
            code <<= 1;
        }
    }

    /// <summary>Reads a table that stands after its identifier, and tells how many bytes it takes.</summary>
    public static JpegHuffmanTable Parse(ReadOnlySpan<byte> bytes, out int length)
    {
        if (bytes.Length < LongestCode)
            throw Damaged();
        var counts = bytes[..LongestCode];
        var total = 0;
        var free = 1;
        foreach (var count in counts)
        {
            total += count;
            free = 2 * free - count;
            if (free < 0)
                throw Damaged();
        }
        length = LongestCode + total;
        if (bytes.Length < length || bytes[LongestCode..length].ContainsAnyExceptInRange((byte)0, (byte)LargestSize))
            throw Damaged();
        return new JpegHuffmanTable(counts, bytes[LongestCode..length]);
    }

    /// <summary>The code that the next 16 bits start with.</summary>
    public Entry Find(int bits)
    {
        var entry = _fast[bits >> (LongestCode - FastBits)];
        if (entry.Length > 0)
            return entry;
        for (var length = FastBits + 1; length <= LongestCode; length++)
            if (bits < _endOfLength[length])
                return new Entry((byte)length, _sizes[_sizeOffset[length] + (bits >> (LongestCode - length))]);
        return default;
    }

    private static DicomFormatException Damaged() => JpegSegmentReader.Damaged("has a Huffman table that makes no sense");
}
