namespace PatchFcn.Dicom.Codecs;

/// <summary>Where the bytes of each frame are, as they stand in the file.</summary>
internal interface IFrameSource
{
    /// <summary>The bytes of a frame.</summary>
    /// <exception cref="DicomFormatException">The frame is missing.</exception>
    ReadOnlyMemory<byte> this[int frame] { get; }
}

/// <summary>Uncompressed pixel data (PS3.5 8.1): one frame after another.</summary>
internal sealed class NativeFrames : IFrameSource
{
    private readonly byte[] _bytes;
    private readonly int _bytesPerFrame;

    private NativeFrames(byte[] bytes, int bytesPerFrame) => (_bytes, _bytesPerFrame) = (bytes, bytesPerFrame);

    public ReadOnlyMemory<byte> this[int frame] => (frame + 1L) * _bytesPerFrame <= _bytes.Length
        ? _bytes.AsMemory(frame * _bytesPerFrame, _bytesPerFrame)
        : throw new DicomFormatException(DicomFault.Truncated, "The pixel data end before the last frame.");

    /// <summary>Reads the frames, and nothing that follows them.</summary>
    public static NativeFrames Read(DataSetReader reader, ElementHeader pixelData, PixelLayout layout)
    {
        if (pixelData.HasUndefinedLength)
            throw new DicomFormatException(DicomFault.Malformed, "The pixel data are compressed, but the transfer syntax is not.");
        var expected = (long)layout.BytesPerFrame * layout.Frames;
        if (pixelData.Length >= expected + layout.BytesPerFrame)
            throw new DicomFormatException(DicomFault.UnsupportedPixels, "The pixel data hold more frames or larger pixels than the header says.");

        // In a big-endian file cells of 16 bits are swapped whatever their VR; cells of 8 bits only where they stand in words.
        var vr = layout.BytesPerCell == 2 ? "OW" : pixelData.Vr;
        var even = expected + expected % 2;
        return new NativeFrames(reader.ReadValue(Math.Min(pixelData.Length, even), vr), layout.BytesPerFrame);
    }
}
