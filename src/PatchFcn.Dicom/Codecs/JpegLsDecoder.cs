namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// JPEG-LS without loss (ITU-T T.87, ISO/IEC 14495-1), single channel of 2 to 16 bits, with preset coding parameters and restart intervals. Own code
/// because no library for it is at hand (docs/decisions/002-transfer-syntaxes.md). What may have lost something, or maps samples by a table, is refused.
/// </summary>
internal ref struct JpegLsDecoder
{
    private readonly PixelLayout _layout;
    private readonly Span<ushort> _cells;
    private JpegSegmentReader _segments;
    private ReadOnlySpan<byte> _preset;
    private int _precision;
    private int _restartLines;

    private JpegLsDecoder(ReadOnlySpan<byte> bytes, PixelLayout layout, Span<ushort> cells)
    {
        _segments = new JpegSegmentReader(bytes);
        _layout = layout;
        _cells = cells;
    }

    /// <inheritdoc cref="FrameDecoder"/>
    public static void Decode(ReadOnlySpan<byte> bytes, PixelLayout layout, Span<ushort> cells) =>
        new JpegLsDecoder(bytes, layout, cells).Decode();

    private void Decode()
    {
        for (var marker = _segments.ReadMarker(); ; marker = _segments.ReadMarker())
        {
            var segment = _segments.ReadSegment();
            switch (marker)
            {
                case 0xF7:
                    _precision = JpegSegmentReader.PrecisionOf(segment, _layout);
                    break;
                case 0xF8:
                    ReadPreset(segment);
                    break;
                case 0xDD:
                    ReadRestartInterval(segment);
                    break;
                case 0xDA:
                    DecodeScan(segment);
                    return;
                case (>= 0xC0 and <= 0xCF) or 0xD9:
                    throw JpegSegmentReader.Damaged("is not JPEG-LS");
            }
        }
    }

    /// <summary>Takes preset coding parameters (C.2.4.1); the other types are tables that map samples, and sizes above 65535.</summary>
    private void ReadPreset(ReadOnlySpan<byte> segment)
    {
        if (segment is not [1, _, ..])
            throw JpegSegmentReader.Damaged("has mapping tables or an extension, which are not read here");
        _preset = segment[1..];
    }

    /// <summary>Lines between restart markers, in two to four bytes (C.2.5).</summary>
    private void ReadRestartInterval(ReadOnlySpan<byte> segment)
    {
        if (segment.Length is < 2 or > 4)
            throw JpegSegmentReader.Damaged("has a restart interval that makes no sense");
        long lines = 0;
        foreach (var value in segment)
            lines = lines << 8 | value;
        _restartLines = (int)Math.Min(lines, _layout.Rows);
    }

    /// <summary>Decodes the one scan (C.2.3), behind which the image must end.</summary>
    private void DecodeScan(ReadOnlySpan<byte> segment)
    {
        if (segment.Length != 6 || segment[0] != 1)
            throw JpegSegmentReader.Damaged("has not exactly one component");
        if (segment[2] != 0)
            throw JpegSegmentReader.Damaged("has mapping tables or an extension, which are not read here");
        if (segment[3] != 0 || segment[5] != 0)
            throw JpegSegmentReader.Damaged("is not lossless, though its transfer syntax says so");
        if (_precision == 0 || segment[4] != 0)
            throw JpegSegmentReader.Damaged("has a scan header that contradicts it");

        var parameters = _preset.IsEmpty ? JpegLsParameters.Default(_precision) : JpegLsParameters.Parse(_preset, _precision);
        _segments.Skip(new JpegLsScan(_segments.Rest, parameters).Decode(_cells, _layout.Columns, _restartLines));
        if (_segments.ReadMarker() != 0xD9)
            throw JpegSegmentReader.Damaged("does not end behind its last pixel");
    }
}
