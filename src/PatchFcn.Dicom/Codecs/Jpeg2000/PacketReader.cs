using System.Numerics;

namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>Reads the packets of a tile: which code-blocks have how many passes in which bytes (ITU-T T.800 B.9 and B.10).</summary>
internal ref struct PacketReader(ReadOnlySpan<byte> frame, Tile tile, int precision)
{
    /// <summary>Bits that the reversible wavelet may add: the high frequencies of both directions grow less than eightfold.</summary>
    private const int MostGrowth = 4;

    private readonly ReadOnlySpan<byte> _frame = frame;
    private readonly CodingStyle _style = tile.Data.Header.Style;
    private readonly ComponentStyle _component = tile.Data.Header.Component;
    private readonly List<(CodeBlock Block, int Length, int Passes)> _body = [];
    private int _part;
    private int _position = tile.Data.Parts[0].Start.Value;
    private int _packets;

    /// <summary>Reads all packets. Each must be there, within a tile-part, and nothing else.</summary>
    public void ReadAll()
    {
        foreach (var (precinct, layer) in PacketOrder.Of(tile))
            ReadPacket(precinct, layer);
        var layers = _style.Layers;
        if (tile.Precincts.Any(precinct => precinct.Layers != layers))
            throw Jpeg2000Decoder.Damaged("lacks packets");
        while (_position == End && _part + 1 < tile.Data.Parts.Count)
            NextPart();
        if (_position != End)
            throw Jpeg2000Decoder.Damaged("holds more than its packets");
    }

    private readonly int End => tile.Data.Parts[_part].End.Value;

    private void NextPart() => _position = tile.Data.Parts[++_part].Start.Value;

    private void ReadPacket(Precinct precinct, int layer)
    {
        while (_position == End)
            if (_part + 1 < tile.Data.Parts.Count)
                NextPart();
            else
                throw Jpeg2000Decoder.Truncated();
        PassStartMarker();
        var bits = new PacketHeaderBits(_frame[_position..End]);
        _body.Clear();
        if (bits.ReadBit() != 0)
            foreach (var band in precinct.Bands)
                for (var i = 0; i < band.Blocks.Length; i++)
                    if (FindIncluded(ref bits, band, i, layer) is { } block)
                        ReadLengths(ref bits, block);
        bits.Align();
        _position += bits.Position;
        PassEndMarker();
        foreach (var (block, length, passes) in _body)
        {
            if (length > End - _position)
                throw Jpeg2000Decoder.Truncated();
            block.Contributions.Add(new(_position, length, passes));
            _position += length;
        }
    }

    /// <summary>The marker SOP, which numbers packets (A.8.1).</summary>
    private void PassStartMarker()
    {
        var number = (ushort)_packets++;
        if (!_style.MayHaveSop || _frame[_position..End] is not [0xFF, 0x91, ..])
            return;
        if (_frame[_position..End] is not [_, _, 0, 4, var high, var low, ..] || (high << 8 | low) != number)
            throw Jpeg2000Decoder.Damaged("lacks packets");
        _position += 6;
    }

    /// <summary>The marker EPH, which ends the header of each packet (A.8.2).</summary>
    private void PassEndMarker()
    {
        if (!_style.HasEph)
            return;
        if (_frame[_position..End] is not [0xFF, 0x92, ..])
            throw Jpeg2000Decoder.Damaged("has a packet header that does not end as it should");
        _position += 2;
    }

    /// <summary>The code-block if the packet has passes of it (B.10.4); the first time it tells how many bit planes there are (B.10.5).</summary>
    private readonly CodeBlock? FindIncluded(ref PacketHeaderBits bits, PrecinctBand band, int index, int layer)
    {
        if (band.Blocks[index] is { } block)
            return bits.ReadBit() != 0 ? block : null;
        var (column, row) = (index % band.Columns, index / band.Columns);
        if (!band.Inclusion.IsBelow(ref bits, column, row, layer + 1, out _))
            return null;
        if (!band.ZeroPlanes.IsBelow(ref bits, column, row, band.Band.BitPlanes, out var zeroPlanes))
            throw Jpeg2000Decoder.Damaged("has a code-block without bit planes");
        var planes = band.Band.BitPlanes - zeroPlanes;
        return planes <= precision + MostGrowth ? band.Include(index, planes) : throw Jpeg2000Decoder.Damaged("has more bit planes than its samples could");
    }

    /// <summary>Number of passes, and length of each codeword segment (B.10.6 and B.10.7).</summary>
    private readonly void ReadLengths(ref PacketHeaderBits bits, CodeBlock block)
    {
        const int MostLengthBits = 31;
        var passes = bits.ReadPasses();
        if (block.Passes + passes > 3 * block.BitPlanes - 2)
            throw Jpeg2000Decoder.Damaged("has more coding passes than bit planes");
        while (bits.ReadBit() != 0)
            block.LengthBits++;
        while (passes > 0)
        {
            var count = Math.Min(passes, _component.EndOfSegment(block.Passes) - block.Passes);
            var lengthBits = block.LengthBits + BitOperations.Log2((uint)count);
            if (lengthBits > MostLengthBits)
                throw Jpeg2000Decoder.Damaged("has a length that makes no sense");
            _body.Add((block, bits.ReadBits(lengthBits), count));
            block.Passes += count;
            passes -= count;
        }
    }
}
