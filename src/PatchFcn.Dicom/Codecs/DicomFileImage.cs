namespace PatchFcn.Dicom.Codecs;

/// <summary>A file whose compressed or uncompressed frames are in memory.</summary>
internal sealed class DicomFileImage(DicomHeader header, PixelLayout layout, IFrameSource frames, FrameDecoder decoder) : IDicomImage
{
    public DicomHeader Header => header;

    public int FrameCount => layout.Frames;

    public void DecodeFrame(int frame, Span<ushort> cells)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, layout.Frames);
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, layout.CellsPerFrame, nameof(cells));
        decoder(frames[frame].Span, layout, cells);
    }
}
