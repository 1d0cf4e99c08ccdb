namespace PatchFcn.Dicom.Codecs;

/// <summary>Where the bytes of each frame are, as they stand in the file.</summary>
internal interface IFrameSource
{
    /// <summary>The bytes of a frame.</summary>
    /// <exception cref="DicomFormatException">The frame is missing.</exception>
    ReadOnlyMemory<byte> this[int frame] { get; }
}

/// <summary>Uncompressed pixel data (PS3.5 8.1): one frame after another, packed ones without a gap.</summary>
internal sealed class NativeFrames : IFrameSource
{
    private readonly byte[] _bytes;
    private readonly PixelLayout _layout;

    private NativeFrames(byte[] bytes, PixelLayout layout) => (_bytes, _layout) = (bytes, layout);

    public ReadOnlyMemory<byte> this[int frame]
    {
        get
        {
            if (_bytes.Length < (_layout with { Frames = frame + 1 }).BytesInFile)
                throw new DicomFormatException(DicomFault.Truncated, "The pixel data end before the last frame.");
            return _layout.IsPacked ? Unpack(frame) : _bytes.AsMemory(frame * _layout.BytesPerFrame, _layout.BytesPerFrame);
        }
    }

    /// <summary>Reads the frames, and nothing that follows them.</summary>
    public static NativeFrames Read(DataSetReader reader, ElementHeader pixelData, PixelLayout layout)
    {
        if (pixelData.HasUndefinedLength)
            throw new DicomFormatException(DicomFault.Malformed, "The pixel data are compressed, but the transfer syntax is not.");
        var expected = layout.BytesInFile;
        var even = expected + expected % 2;
        if (pixelData.Length > even && pixelData.Length >= expected + layout.BytesPerFrame)
            throw new DicomFormatException(DicomFault.UnsupportedPixels, "The pixel data hold more frames or larger pixels than the header says.");

        // In a big-endian file cells of 16 bits are swapped whatever their VR; smaller cells only where they stand in words.
        var vr = layout.BytesPerCell == 2 ? "OW" : pixelData.Vr;
        return new NativeFrames(reader.ReadValue(Math.Min(pixelData.Length, even), vr), layout);
    }

    /// <summary>A byte for every bit; the first pixel is the lowest bit (PS3.5 8.1.1).</summary>
    private byte[] Unpack(int frame)
    {
        var cells = new byte[_layout.CellsPerFrame];
        for (var i = 0; i < cells.Length; i++)
        {
            var bit = (long)frame * cells.Length + i;
            cells[i] = (byte)(_bytes[bit / 8] >> (int)(bit % 8) & 1);
        }
        return cells;
    }
}
