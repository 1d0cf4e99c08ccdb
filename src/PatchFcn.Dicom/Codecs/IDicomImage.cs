namespace PatchFcn.Dicom.Codecs;

/// <summary>A file whose frames can be decoded, several at the same time.</summary>
public interface IDicomImage
{
    /// <summary>Everything that stands before the pixel data.</summary>
    DicomHeader Header { get; }

    /// <summary>Number of frames, at least 1.</summary>
    int FrameCount { get; }

    /// <summary>
    /// Decodes one frame into its cells as an uncompressed little-endian file would hold them: one cell of 16 bits for each pixel (cells of 8 bits, and of 1, are widened),
    /// in row-major order. High bit, sign and rescaling are left to the caller.
    /// </summary>
    /// <param name="frame">Frame index, from 0.</param>
    /// <param name="cells">Receives exactly rows × columns cells.</param>
    /// <exception cref="DicomFormatException">The frame is missing, damaged, or not single-channel of 1, 8 or 16 bits.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frame"/> does not exist, or <paramref name="cells"/> has another length.</exception>
    void DecodeFrame(int frame, Span<ushort> cells);
}
