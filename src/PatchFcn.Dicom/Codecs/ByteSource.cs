namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// The bytes of a forward-only stream. Nothing is allocated on the word of a length field alone, and no more than
/// <paramref name="limit"/> bytes are handed out.
/// </summary>
internal sealed class ByteSource(Stream stream, long limit, string limitName)
{
    private const int BufferLength = 16 * 1024;
    private const int FirstBlock = 1 << 20;

    private readonly byte[] _buffer = new byte[BufferLength];
    private int _start;
    private int _end;

    /// <summary>Number of bytes handed out or skipped so far.</summary>
    public long Position { get; private set; }

    /// <summary>Whether no byte is left.</summary>
    public bool IsAtEnd => Peek(1).IsEmpty;

    /// <summary>The next bytes, which remain to be read; fewer at the end of the stream. At most <see cref="BufferLength"/>.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_end - _start < count && _start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        while (_end - _start < count && ReadStream(_buffer.AsSpan(_end)) is > 0 and var read)
            _end += read;
        return _buffer.AsSpan(_start, Math.Min(count, _end - _start));
    }

    /// <summary>Fills <paramref name="target"/>.</summary>
    public void Read(Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var read = ReadSome(target);
            if (read == 0)
                throw Truncated();
            target = target[read..];
        }
    }

    /// <summary>Reads a value of an announced length.</summary>
    public byte[] ReadBytes(long length)
    {
        var available = Expect(length);
        var bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(length, Math.Max(available, FirstBlock)));
        for (var filled = 0; ;)
        {
            Read(bytes.AsSpan(filled));
            if (bytes.Length == length)
                return bytes;
            filled = bytes.Length;
            Array.Resize(ref bytes, (int)Math.Min(length, 2L * filled));
        }
    }

    /// <summary>Passes over a value of an announced length.</summary>
    public void Skip(long length)
    {
        Expect(length);
        var buffered = (int)Math.Min(length, _end - _start);
        _start += buffered;
        Position += buffered;
        var rest = length - buffered;
        if (stream.CanSeek)
        {
            stream.Seek(rest, SeekOrigin.Current);
            Position += rest;
            return;
        }
        for (; rest > 0; rest -= Math.Min(rest, BufferLength))
            Read(_buffer.AsSpan(0, (int)Math.Min(rest, BufferLength)));
    }

    /// <summary>What has not been read yet, as a stream.</summary>
    public Stream Rest() => new RestOfSource(this);

    /// <summary>Refuses a length that the stream cannot hold, and returns how many bytes are known to be there.</summary>
    private long Expect(long length)
    {
        var available = _end - _start + (stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : 0);
        if (stream.CanSeek && length > available)
            throw Truncated();
        if (length > limit - Position || length > Array.MaxLength)
            throw DicomLimits.Exceeded(limitName, limit);
        return available;
    }

    private int ReadSome(Span<byte> target)
    {
        int read;
        if (_start < _end)
        {
            read = Math.Min(target.Length, _end - _start);
            _buffer.AsSpan(_start, read).CopyTo(target);
            _start += read;
        }
        else
        {
            read = ReadStream(target);
        }
        Position += read;
        return Position <= limit ? read : throw DicomLimits.Exceeded(limitName, limit);
    }

    private int ReadStream(Span<byte> target)
    {
        try
        {
            return stream.Read(target);
        }
        catch (InvalidDataException exception)
        {
            throw new DicomFormatException(DicomFault.Malformed, "The compressed data are damaged.", exception);
        }
    }

    private static DicomFormatException Truncated() => new(DicomFault.Truncated, "The file ends before a value it announces.");

    private sealed class RestOfSource(ByteSource source) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(Span<byte> buffer) => source.ReadSome(buffer);
        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
