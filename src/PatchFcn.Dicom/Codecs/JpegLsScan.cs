namespace PatchFcn.Dicom.Codecs;

/// <summary>Decodes the samples of a JPEG-LS scan of one component without loss (ITU-T T.87 annex A, clause numbers of which stand below).</summary>
internal ref struct JpegLsScan
{
    private readonly JpegLsParameters _parameters;
    private readonly JpegLsGradients _gradients;
    private readonly JpegLsContext[] _contexts = new JpegLsContext[JpegLsGradients.Contexts];
    private readonly int _mostZeros;
    private readonly int _bitsOfError;
    private JpegLsRun _run;
    private JpegLsBitReader _bits;

    public JpegLsScan(ReadOnlySpan<byte> bytes, JpegLsParameters parameters)
    {
        _parameters = parameters;
        _gradients = new JpegLsGradients(parameters);
        _bitsOfError = parameters.BitsOfError;
        _mostZeros = parameters.LongestCode - _bitsOfError - 1;
        _bits = new JpegLsBitReader(bytes);
    }

    /// <summary>Fills the cells, row by row, and returns the bytes of the scan.</summary>
    /// <param name="cells">Receives the samples.</param>
    /// <param name="columns">Samples of a line.</param>
    /// <param name="restartLines">Lines after each of which everything starts anew (C.2.5); 0 for never.</param>
    public int Decode(Span<ushort> cells, int columns, int restartLines)
    {
        var intervalCells = restartLines == 0 ? cells.Length : (int)Math.Min((long)restartLines * columns, cells.Length);
        for (var interval = 0; ; interval++)
        {
            DecodeInterval(cells[..Math.Min(intervalCells, cells.Length)], columns);
            cells = cells[Math.Min(intervalCells, cells.Length)..];
            if (cells.IsEmpty)
                break;
            _bits.Restart(interval);
        }
        _bits.Finish();
        return _bits.Position;
    }

    /// <summary>Decodes lines that depend on none before: above the first all samples count as 0 (A.2.1).</summary>
    private void DecodeInterval(Span<ushort> cells, int columns)
    {
        _contexts.AsSpan().Fill(new JpegLsContext(_parameters.Range));
        _run = new JpegLsRun(_parameters);
        ReadOnlySpan<ushort> above = new ushort[columns];
        var corner = 0;
        for (; !cells.IsEmpty; cells = cells[columns..])
        {
            var line = cells[..columns];
            DecodeLine(line, above, corner);
            corner = above[0];
            above = line;
        }
    }

    /// <summary>Decodes a line; a, b, c and d are the samples on the left, above, and above on the left and the right (A.3).</summary>
    private void DecodeLine(Span<ushort> line, ReadOnlySpan<ushort> above, int corner)
    {
        int a = above[0], b = a, c = corner;
        var gradients = _gradients;
        var before = gradients.ClassOf(b - c);
        for (var i = 0; i < line.Length;)
        {
            int d = i + 1 < above.Length ? above[i + 1] : b;
            var behind = gradients.ClassOf(d - b);
            var context = JpegLsGradients.ContextOf(behind, before, gradients.ClassOf(c - a));
            if (context != 0)
            {
                line[i] = (ushort)(a = DecodeSample(context, a, b, c));
                (b, c, before) = (d, b, behind);
                i++;
                continue;
            }
            i = _run.Decode(ref _bits, line, above, i, a);
            if (i == line.Length)
                break;
            (a, b, c) = (line[i - 1], above[i], above[i - 1]);
            before = gradients.ClassOf(b - c);
        }
    }

    /// <summary>A sample whose neighbours differ: the error of a prediction (A.4 to A.6).</summary>
    private int DecodeSample(int signedContext, int a, int b, int c)
    {
        var sign = signedContext >> 31;
        ref var context = ref _contexts[(signedContext ^ sign) - sign];
        var median = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), a + b - c));
        var prediction = Math.Clamp(median + ((context.Correction ^ sign) - sign), 0, _parameters.Largest);
        var codeBits = context.CodeBits;
        var code = _bits.ReadCode(codeBits, _mostZeros, _bitsOfError);
        if (code > _parameters.Range)
            throw JpegSegmentReader.Damaged("holds an error that is too large");
        var error = context.TakeError(code, codeBits, _parameters.Reset);
        return _parameters.Wrap(prediction + ((error ^ sign) - sign));
    }
}
