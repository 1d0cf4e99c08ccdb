namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>Decodes code-blocks pass by pass (ITU-T T.800 D.1, D.4 to D.6). It keeps its buffers from one to the next.</summary>
internal sealed class CodeBlockDecoder(ComponentStyle style)
{
    private const int SegmentationSymbol = 0b1010;

    /// <summary>
    /// Bytes by which the decoder may be off the end of a segment. It reads two or three ahead, and encoders may end one by as few bytes as will do (C.2.9): −1 to 3 were
    /// seen in right codestreams, hundreds where a byte was changed.
    /// </summary>
    private const int MostSlack = 8;

    private readonly CodingPasses _passes = new();
    private MqDecoder _mq = new();
    private RawBits _raw;
    private byte[] _segment = [];
    private int _length;

    /// <summary>Decodes a code-block into the samples of its tile.</summary>
    public void Decode(CodeBlock block, ReadOnlySpan<byte> frame, Span<int> samples, int stride)
    {
        if (block.Passes != 3 * block.BitPlanes - 2)
            throw Jpeg2000Decoder.Damaged("lacks bit planes, as after compression with loss");
        _passes.Start(block, style.Style.HasFlag(CodeBlockStyle.VerticallyCausal));
        _mq.ResetContexts();
        var contribution = 0;
        for (var pass = 0; pass < block.Passes;)
        {
            var end = Math.Min(style.EndOfSegment(pass), block.Passes);
            StartSegment(block, frame, pass, end, ref contribution);
            for (; pass < end; pass++)
                Decode(block, pass);
            if (!style.IsRaw(end - 1) && Math.Abs(_mq.Taken - _length) > MostSlack)
                throw Jpeg2000Decoder.Damaged("holds a code-block that does not end where its bytes do");
        }
        _passes.CopyTo(samples[block.Offset..], stride);
    }

    private void Decode(CodeBlock block, int pass)
    {
        // The first plane has a cleanup pass alone.
        var plane = block.BitPlanes - 1 - (pass + 2) / 3;
        switch (pass % 3, style.IsRaw(pass))
        {
            case (0, _):
                _passes.CleanUp(ref _mq, plane);
                if (style.Style.HasFlag(CodeBlockStyle.SegmentationSymbols))
                    DecodeSegmentationSymbol();
                break;
            case (1, false):
                _passes.Propagate(ref _mq, plane);
                break;
            case (1, true):
                _passes.Propagate(ref _raw, plane);
                break;
            case (_, false):
                _passes.Refine(ref _mq, plane);
                break;
            default:
                _passes.Refine(ref _raw, plane);
                break;
        }
        if (style.Style.HasFlag(CodeBlockStyle.ResetContexts))
            _mq.ResetContexts();
    }

    /// <summary>D.5: what comes after a cleanup pass is known, and shows damage.</summary>
    private void DecodeSegmentationSymbol()
    {
        var symbol = 0;
        for (var i = 0; i < 4; i++)
            symbol = symbol << 1 | _mq.Decode(CodingContexts.Uniform);
        if (symbol != SegmentationSymbol)
            throw Jpeg2000Decoder.Damaged("holds a code-block that lacks its segmentation symbol");
    }

    /// <summary>Joins the bytes of a codeword segment, which may come from several packets, and starts to read them.</summary>
    private void StartSegment(CodeBlock block, ReadOnlySpan<byte> frame, int pass, int end, ref int contribution)
    {
        var length = 0;
        for (; pass < end; contribution++)
        {
            var (start, count, passes) = block.Contributions[contribution];
            if (_segment.Length < length + count + 2)
                Array.Resize(ref _segment, 2 * (length + count + 2));
            frame.Slice(start, count).CopyTo(_segment.AsSpan(length));
            length += count;
            pass += passes;
        }
        _length = length;
        _segment.AsSpan(length, 2).Fill(0xFF);
        if (style.IsRaw(end - 1))
            _raw = new(_segment);
        else
            _mq.Start(_segment);
    }
}
