using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PatchFcn.Dicom.Codecs;

/// <summary>RLE Lossless (PS3.5 G): one segment of PackBits for each byte of the cells, the most significant first.</summary>
internal static class RleDecoder
{
    private const int HeaderLength = 64;

    /// <inheritdoc cref="FrameDecoder"/>
    public static void Decode(ReadOnlySpan<byte> bytes, PixelLayout layout, Span<ushort> cells)
    {
        if (bytes.Length < HeaderLength || UInt32(bytes, 0) != layout.BytesPerCell)
            throw Damaged("has not the segments that its pixels need");
        cells.Clear();
        for (var i = 0; i < layout.BytesPerCell; i++)
        {
            var start = UInt32(bytes, i + 1);
            var end = i + 1 < layout.BytesPerCell ? UInt32(bytes, i + 2) : bytes.Length;
            if (start < HeaderLength || end < start || end > bytes.Length)
                throw Damaged("has a segment outside its bounds");
            var significance = layout.BytesPerCell - 1 - i;
            DecodeSegment(bytes[(int)start..(int)end], MemoryMarshal.AsBytes(cells)[significance..]);
        }
    }

    /// <summary>Decodes one segment into every second byte of <paramref name="target"/>; what follows the last byte needed is padding.</summary>
    private static void DecodeSegment(ReadOnlySpan<byte> segment, Span<byte> target)
    {
        const int Stride = sizeof(ushort);
        var position = 0;
        for (var i = 0; i < target.Length;)
        {
            if (position + 1 >= segment.Length)
                throw Damaged("ends too early");
            var control = (sbyte)segment[position++];
            if (control == sbyte.MinValue)
                continue;
            var count = Math.Abs((int)control) + 1;
            if (count > (target.Length - i + 1) / Stride || (control >= 0 && count > segment.Length - position))
                throw Damaged("holds a run that is too long");
            if (control >= 0)
                foreach (var value in segment.Slice(position, count))
                {
                    target[i] = value;
                    i += Stride;
                }
            else
                for (var value = segment[position]; count > 0; count--, i += Stride)
                    target[i] = value;
            position += control >= 0 ? (byte)control + 1 : 1;
        }
    }

    private static long UInt32(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(sizeof(uint) * index)..]);

    private static DicomFormatException Damaged(string what) => new(DicomFault.Malformed, $"An RLE frame {what}.");
}
