namespace PatchFcn.Dicom.Codecs;

/// <summary>Runs of equal samples in a JPEG-LS scan, and the samples that end them (ITU-T T.87 A.7).</summary>
internal struct JpegLsRun
{
    private readonly JpegLsParameters _parameters;
    private JpegLsContext _edge; // ends a run between unlike neighbours, type 0
    private JpegLsContext _step; // between equal ones, type 1
    private int _index; // RUNindex

    public JpegLsRun(JpegLsParameters parameters)
    {
        _parameters = parameters;
        _edge = _step = new JpegLsContext(parameters.Range);
    }

    /// <summary>J, the bits of a run's length for every index (A.2.1).</summary>
    private static ReadOnlySpan<byte> LengthBits => [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    /// <summary>Decodes a run of <paramref name="value"/> from <paramref name="start"/> on, with the sample that ends it, and returns the index of what follows.</summary>
    public int Decode(ref JpegLsBitReader bits, Span<ushort> line, ReadOnlySpan<ushort> above, int start, int value)
    {
        var end = FindEnd(ref bits, start, line.Length);
        line[start..end].Fill((ushort)value);
        if (end == line.Length)
            return end;
        line[end] = (ushort)DecodeEnd(ref bits, value, above[end]);
        if (_index > 0)
            _index--;
        return end + 1;
    }

    /// <summary>A one for every piece of a length that grows, cut short by the end of the line; after a zero, the rest of the length (A.7.1.2).</summary>
    private int FindEnd(ref JpegLsBitReader bits, int start, int lineLength)
    {
        while (bits.Read(1) != 0)
        {
            var piece = 1 << LengthBits[_index];
            if (piece > lineLength - start)
                return lineLength;
            start += piece;
            if (_index < LengthBits.Length - 1)
                _index++;
            if (start == lineLength)
                return start;
        }
        var rest = bits.Read(LengthBits[_index]);
        return rest < lineLength - start ? start + rest : throw JpegSegmentReader.Damaged("holds a run that is too long");
    }

    /// <summary>The sample that ends a run, predicted by the one above it (A.7.2).</summary>
    private int DecodeEnd(ref JpegLsBitReader bits, int value, int above)
    {
        var type = value == above ? 1 : 0;
        ref var context = ref (type == 0 ? ref _edge : ref _step);
        var codeBits = context.RunEndCodeBits(type);
        var mostZeros = _parameters.LongestCode - LengthBits[_index] - 1 - _parameters.BitsOfError - 1;
        var code = bits.ReadCode(codeBits, mostZeros, _parameters.BitsOfError);
        if (code > _parameters.Range)
            throw JpegSegmentReader.Damaged("holds an error that is too large");
        var error = context.TakeRunEndError(code, codeBits, type, _parameters.Reset);
        return _parameters.Wrap(above + (type == 0 && value > above ? -error : error));
    }
}
