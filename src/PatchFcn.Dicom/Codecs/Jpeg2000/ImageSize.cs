using System.Buffers.Binary;

namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>Image and tiles on the reference grid, and the samples of the one component: the marker SIZ (ITU-T T.800 A.5.1, B.3).</summary>
internal sealed record ImageSize(Area Image, uint TileLeft, uint TileTop, uint TileWidth, uint TileHeight, int Precision, bool IsSigned)
{
    private const int Length = 39;
    private const int HighThroughput = 0x4000;

    /// <summary>Columns of the grid of tiles.</summary>
    public long TileColumns => (Image.Right - (long)TileLeft + TileWidth - 1) / TileWidth;

    /// <summary>Number of tiles.</summary>
    public long Tiles => TileColumns * ((Image.Bottom - (long)TileTop + TileHeight - 1) / TileHeight);

    /// <summary>Reads the marker, which has to describe the image of the DICOM header: one component of its size, of 2 bits to those of a cell.</summary>
    public static ImageSize Parse(ReadOnlySpan<byte> segment, PixelLayout layout)
    {
        if (segment.Length < Length - 3)
            throw Jpeg2000Decoder.Truncated();
        if (BinaryPrimitives.ReadUInt16BigEndian(segment[34..]) != 1 || segment.Length != Length)
            throw Jpeg2000Decoder.Damaged("has not exactly one component");
        if ((BinaryPrimitives.ReadUInt16BigEndian(segment) & HighThroughput) != 0)
            throw Jpeg2000Decoder.Unread("uses high-throughput coding");
        var (right, bottom, left, top) = (Number(segment, 0), Number(segment, 1), Number(segment, 2), Number(segment, 3));
        if (right > int.MaxValue || bottom > int.MaxValue || (long)right - left != layout.Columns || (long)bottom - top != layout.Rows || segment[37] != 1 || segment[38] != 1)
            throw Jpeg2000Decoder.Damaged("has another size than the header says");
        var precision = (segment[36] & 0x7F) + 1;
        if (precision < 2 || precision > 8 * layout.BytesPerCell)
            throw Jpeg2000Decoder.Damaged("has other bits than the header says");
        var size = new ImageSize(new((int)left, (int)top, (int)right, (int)bottom), Number(segment, 6), Number(segment, 7), Number(segment, 4), Number(segment, 5),
            precision, IsSigned: segment[36] > 0x7F);
        if (size.TileLeft > left || size.TileTop > top || (long)size.TileLeft + size.TileWidth <= left || (long)size.TileTop + size.TileHeight <= top)
            throw Jpeg2000Decoder.Damaged("has tiles that do not cover it");
        return size;
    }

    /// <summary>The part of the image that a tile covers.</summary>
    public Area TileArea(int tile)
    {
        var left = TileLeft + tile % TileColumns * TileWidth;
        var top = TileTop + tile / TileColumns * TileHeight;
        return Image.Intersect(new(Clamp(left), Clamp(top), Clamp(left + TileWidth), Clamp(top + TileHeight)));
    }

    private static int Clamp(long value) => (int)Math.Min(value, int.MaxValue);

    private static uint Number(ReadOnlySpan<byte> segment, int index) => BinaryPrimitives.ReadUInt32BigEndian(segment[(2 + 4 * index)..]);
}
