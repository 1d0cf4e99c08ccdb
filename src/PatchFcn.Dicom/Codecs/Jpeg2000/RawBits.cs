namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>The raw bits of selective bypass (ITU-T T.800 D.6): a byte after 0xFF has seven. Two bytes of 0xFF follow the segment; behind it come ones without end.</summary>
internal struct RawBits(byte[] bytes) : IDecisions
{
    private int _position;
    private byte _byte;
    private int _left;

    /// <inheritdoc/>
    public int Decode(int context)
    {
        if (_left == 0)
        {
            var next = bytes[_position];
            _left = _byte == 0xFF ? 7 : 8;
            // A byte that cannot follow is the end.
            if (_byte == 0xFF && next > 0x8F)
                _left = 8;
            else
                (_byte, _position) = (next, _position + 1);
        }
        return (_byte >> --_left) & 1;
    }

    /// <inheritdoc/>
    public int DecodeSign(int entry) => Decode(0);
}
