namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// JPEG Lossless with Huffman coding (ITU-T T.81 annex H), single channel of 2 to 16 bits, every predictor, point transform and restart
/// interval. Own code because the library at hand errs on predictors 5 to 7 above 15 bits (docs/decisions/002-transfer-syntaxes.md).
/// </summary>
internal ref struct JpegLosslessDecoder
{
    private readonly PixelLayout _layout;
    private readonly Span<ushort> _cells;
    private readonly JpegHuffmanTable?[] _tables = new JpegHuffmanTable?[4];
    private JpegSegmentReader _segments;
    private int _precision;
    private int _restartInterval;

    private JpegLosslessDecoder(ReadOnlySpan<byte> bytes, PixelLayout layout, Span<ushort> cells)
    {
        _segments = new JpegSegmentReader(bytes);
        _layout = layout;
        _cells = cells;
    }

    /// <inheritdoc cref="FrameDecoder"/>
    public static void Decode(ReadOnlySpan<byte> bytes, PixelLayout layout, Span<ushort> cells) =>
        new JpegLosslessDecoder(bytes, layout, cells).Decode();

    private void Decode()
    {
        for (var marker = _segments.ReadMarker(); ; marker = _segments.ReadMarker())
        {
            var segment = _segments.ReadSegment();
            switch (marker)
            {
                case 0xC3:
                    _precision = JpegSegmentReader.PrecisionOf(segment, _layout);
                    break;
                case 0xC4:
                    ReadTables(segment);
                    break;
                case 0xDD:
                    _restartInterval = JpegSegmentReader.UInt16(segment, 0);
                    break;
                case 0xDA:
                    DecodeScan(segment);
                    return;
                case (>= 0xC0 and <= 0xCF) or 0xD9:
                    throw JpegSegmentReader.Damaged("is not JPEG Lossless");
            }
        }
    }

    private readonly void ReadTables(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var id = segment[0];
            if (id >= _tables.Length)
                throw JpegSegmentReader.Damaged("has a Huffman table that lossless coding does not know");
            _tables[id] = JpegHuffmanTable.Parse(segment[1..], out var length);
            segment = segment[(1 + length)..];
        }
    }

    private readonly void DecodeScan(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 6 || segment[0] != 1)
            throw JpegSegmentReader.Damaged("has not exactly one component");
        var table = segment[2] >> 4 is < 4 and var id ? _tables[id] : null;
        var predictor = segment[3];
        var pointTransform = segment[5] & 0x0F;
        if (table is null || _precision == 0 || predictor is < 1 or > 7 || pointTransform >= _precision || _restartInterval % _layout.Columns != 0)
            throw JpegSegmentReader.Damaged("has a scan header that contradicts it");

        var samples = new JpegSampleReader(_segments.Rest, table);
        var restartRows = _restartInterval / _layout.Columns;
        var columns = _layout.Columns;
        for (var row = 0; row < _layout.Rows; row++)
        {
            var isFirst = row == 0;
            if (restartRows > 0 && row > 0 && row % restartRows == 0)
            {
                samples.Restart();
                isFirst = true;
            }
            var line = _cells.Slice(row * columns, columns);
            if (isFirst)
                DecodeFromLeft(ref samples, line, 1 << (_precision - pointTransform - 1));
            else if (predictor == 1)
                DecodeFromLeft(ref samples, line, _cells[(row - 1) * columns]);
            else
                DecodeLine(ref samples, line, _cells.Slice((row - 1) * columns, columns), predictor);
        }
        if (pointTransform > 0)
            foreach (ref var cell in _cells)
                cell <<= pointTransform;
    }

    /// <summary>Predictor 1, which the first line uses whatever the scan says (H.1.2.1).</summary>
    private static void DecodeFromLeft(ref JpegSampleReader samples, Span<ushort> line, int prediction)
    {
        foreach (ref var cell in line)
            prediction = cell = (ushort)(prediction + samples.ReadDifference());
    }

    /// <summary>The predictors of table H.1. Samples are unsigned: halving a difference depends on it.</summary>
    private static void DecodeLine(ref JpegSampleReader samples, Span<ushort> line, ReadOnlySpan<ushort> above, int predictor)
    {
        line[0] = (ushort)(above[0] + samples.ReadDifference());
        for (var i = 1; i < line.Length; i++)
        {
            int a = line[i - 1], b = above[i], c = above[i - 1];
            var prediction = predictor switch
            {
                2 => b,
                3 => c,
                4 => a + b - c,
                5 => a + ((b - c) >> 1),
                6 => b + ((a - c) >> 1),
                _ => (a + b) >> 1,
            };
            line[i] = (ushort)(prediction + samples.ReadDifference());
        }
    }
}
