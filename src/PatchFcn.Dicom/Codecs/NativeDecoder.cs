using System.Runtime.InteropServices;

namespace PatchFcn.Dicom.Codecs;

/// <summary>Turns the bytes of one frame into cells, as <see cref="IDicomImage.DecodeFrame"/> promises them.</summary>
internal delegate void FrameDecoder(ReadOnlySpan<byte> bytes, PixelLayout layout, Span<ushort> cells);

/// <summary>Uncompressed frames.</summary>
internal static class NativeDecoder
{
    /// <inheritdoc cref="FrameDecoder"/>
    public static void Decode(ReadOnlySpan<byte> bytes, PixelLayout layout, Span<ushort> cells)
    {
        if (layout.BytesPerCell == 2)
            MemoryMarshal.Cast<byte, ushort>(bytes).CopyTo(cells);
        else
            for (var i = 0; i < cells.Length; i++)
                cells[i] = bytes[i];
    }
}
