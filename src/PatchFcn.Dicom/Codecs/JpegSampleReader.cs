namespace PatchFcn.Dicom.Codecs;

/// <summary>Reads the differences of samples from the entropy-coded part of a JPEG Lossless scan (ITU-T T.81 H.1.2.2 and F.2.2).</summary>
internal ref struct JpegSampleReader(ReadOnlySpan<byte> bytes, JpegHuffmanTable table)
{
    private const byte Escape = 0xFF;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;
    private ulong _bits;
    private int _count;
    private int _restarts;

    /// <summary>The next difference, −32767 to 32768.</summary>
    public int ReadDifference()
    {
        const int MostBits = JpegHuffmanTable.LongestCode + 15;
        if (_count < MostBits)
            Fill();
        var (length, size) = table.Find((int)(_bits >> 48));
        if (length == 0)
            throw JpegSegmentReader.Damaged("holds a code that is in no table");
        Take(length);
        switch (size)
        {
            case 0:
                return 0;
            case 16:
                return 32768;
            default:
                var value = (int)(_bits >> (64 - size));
                Take(size);
                return value >> (size - 1) != 0 ? value : value - (1 << size) + 1;
        }
    }

    /// <summary>Passes over the marker that ends a restart interval.</summary>
    public void Restart()
    {
        Fill();
        if (_count >= 8 || !JpegSegmentReader.IsRestart(_bytes[_position..], _restarts++))
            throw JpegSegmentReader.Damaged("lacks a restart marker");
        _position += 2;
        (_bits, _count) = (0, 0);
    }

    private void Take(int count)
    {
        _bits <<= count;
        _count -= count;
        if (_count < 0)
            throw JpegSegmentReader.Truncated();
    }

    /// <summary>Appends bytes up to the next marker, whose escape stays unread.</summary>
    private void Fill()
    {
        while (_count <= 56 && _position < _bytes.Length)
        {
            var value = _bytes[_position];
            if (value == Escape)
            {
                if (_position + 1 >= _bytes.Length || _bytes[_position + 1] != 0)
                    return;
                _position++;
            }
            _position++;
            _bits |= (ulong)value << (56 - _count);
            _count += 8;
        }
    }
}
