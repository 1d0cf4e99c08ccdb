using System.Buffers.Binary;

namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>The headers of a tile, and where the packets of its tile-parts stand in the frame.</summary>
internal sealed class TileData(CodingHeader main)
{
    public CodingHeader Header { get; } = new(main);

    public List<Range> Parts { get; } = [];
}

/// <summary>The syntax of a codestream: main header, tile-parts and their headers (ITU-T T.800 annex A).</summary>
internal ref struct Codestream
{
    private const int StartOfCodestream = 0xFF4F;
    private const int Size = 0xFF51;
    private const int StartOfTilePart = 0xFF90;
    private const int StartOfData = 0xFF93;
    private const int EndOfCodestream = 0xFFD9;
    private const int ShortestTilePart = 14;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly CodingHeader _main = new();
    private int _position;

    private Codestream(ReadOnlySpan<byte> bytes, PixelLayout layout)
    {
        _bytes = bytes;
        if (ReadMarker() != StartOfCodestream || ReadMarker() != Size)
            throw Jpeg2000Decoder.Damaged("does not start like a JPEG 2000 codestream");
        ImageSize = ImageSize.Parse(ReadSegment(), layout);
        ReadHeader(_main, StartOfTilePart);
        if (ImageSize.Tiles > bytes.Length / ShortestTilePart)
            throw Jpeg2000Decoder.Damaged("has more tiles than it could hold");
        Tiles = new TileData?[ImageSize.Tiles];
        ReadTileParts();
    }

    /// <summary>The image.</summary>
    public ImageSize ImageSize { get; }

    /// <summary>The tiles in raster order.</summary>
    public TileData?[] Tiles { get; }

    /// <summary>Reads all headers.</summary>
    public static Codestream Read(ReadOnlySpan<byte> bytes, PixelLayout layout) => new(bytes, layout);

    /// <summary>Reads a header up to a marker that ends it.</summary>
    private void ReadHeader(CodingHeader header, int end)
    {
        for (var marker = ReadMarker(); marker != end; marker = ReadMarker())
        {
            var segment = ReadSegment();
            switch (marker)
            {
                case 0xFF5E:
                    throw Jpeg2000Decoder.Unread("has a region of interest");
                case 0xFF60 or 0xFF61:
                    throw Jpeg2000Decoder.Unread("has packed packet headers");
                case 0xFF50:
                    throw Jpeg2000Decoder.Unread("needs capabilities beyond part 1");
                // Lengths of tile-parts and packets, registration of components, comments: nothing that decoding needs.
                case 0xFF55 or 0xFF57 or 0xFF58 or 0xFF63 or 0xFF64:
                    continue;
            }
            if (!header.Take(marker, segment))
                throw Jpeg2000Decoder.Damaged("has a marker where it does not belong");
        }
    }

    /// <summary>Reads tile-parts (A.4.2) up to the end. A codestream may lack its last marker, but no byte before it; a last byte may be the padding of DICOM.</summary>
    private void ReadTileParts()
    {
        do
        {
            var start = _position - 2;
            var segment = ReadSegment();
            if (segment.Length != 8)
                throw Jpeg2000Decoder.Damaged("has a tile-part that makes no sense");
            var index = BinaryPrimitives.ReadUInt16BigEndian(segment);
            var end = EndOfTilePart(start, BinaryPrimitives.ReadUInt32BigEndian(segment[2..]));
            if (index >= Tiles.Length)
                throw Jpeg2000Decoder.Damaged("has a tile outside its bounds");
            var tile = Tiles[index] ??= new(_main);
            if (segment[6] != tile.Parts.Count)
                throw Jpeg2000Decoder.Damaged("lacks a tile-part");
            ReadHeader(tile.Header, StartOfData);
            if (_position > end)
                throw Jpeg2000Decoder.Damaged("has a tile-part that makes no sense");
            tile.Parts.Add(_position..end);
            _position = end;
            if (_bytes.Length - _position < 2)
                return;
        } while (ReadMarker() is StartOfTilePart);
        _position -= 2;
        if (ReadMarker() != EndOfCodestream)
            throw Jpeg2000Decoder.Damaged("has a marker where it does not belong");
    }

    /// <summary>A length of 0 stands for all up to the last marker, which cannot stand within packets.</summary>
    private readonly int EndOfTilePart(int start, uint length)
    {
        if (length == 0)
            return _bytes.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) is >= 0 and var end ? end : _bytes.Length;
        if (length < ShortestTilePart)
            throw Jpeg2000Decoder.Damaged("has a tile-part that makes no sense");
        return length <= _bytes.Length - start ? start + (int)length : throw Jpeg2000Decoder.Truncated();
    }

    private int ReadMarker()
    {
        if (_position + 2 > _bytes.Length)
            throw Jpeg2000Decoder.Truncated();
        var marker = BinaryPrimitives.ReadUInt16BigEndian(_bytes[_position..]);
        _position += 2;
        return marker;
    }

    private ReadOnlySpan<byte> ReadSegment()
    {
        var start = _position;
        var length = ReadMarker();
        if (length < 2)
            throw Jpeg2000Decoder.Damaged("has a marker segment that makes no sense");
        if (length > _bytes.Length - start)
            throw Jpeg2000Decoder.Truncated();
        _position = start + length;
        return _bytes[(start + 2).._position];
    }
}
