using System.Buffers;

namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>
/// JPEG 2000 without loss (ITU-T T.800), one component of 2 to 16 bits. Own code because no package at hand decodes 16 bits without native code
/// (docs/decisions/002-transfer-syntaxes.md). It has no checksum, so nothing that may show damage is passed over: every packet and every bit plane must be there.
/// </summary>
internal static class Jpeg2000Decoder
{
    /// <inheritdoc cref="FrameDecoder"/>
    public static void Decode(ReadOnlySpan<byte> bytes, PixelLayout layout, Span<ushort> cells)
    {
        bytes = Jp2File.CodestreamOf(bytes);
        var codestream = Codestream.Read(bytes, layout);
        var samples = ArrayPool<int>.Shared.Rent(layout.CellsPerFrame);
        var scratch = ArrayPool<int>.Shared.Rent(layout.CellsPerFrame);
        try
        {
            for (var i = 0; i < codestream.Tiles.Length; i++)
            {
                var tile = new Tile(codestream.ImageSize.TileArea(i), codestream.Tiles[i] ?? throw Damaged("lacks a tile"));
                DecodeTile(bytes, tile, codestream.ImageSize.Precision, samples, scratch);
                Write(tile.Area, samples, codestream.ImageSize, layout, cells);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(samples);
            ArrayPool<int>.Shared.Return(scratch);
        }
    }

    private static void DecodeTile(ReadOnlySpan<byte> bytes, Tile tile, int precision, int[] samples, int[] scratch)
    {
        new PacketReader(bytes, tile, precision).ReadAll();
        var decoder = new CodeBlockDecoder(tile.Data.Header.Component);
        Array.Clear(samples, 0, tile.Area.Width * tile.Area.Height);
        foreach (var block in tile.Blocks)
            decoder.Decode(block, bytes, samples, tile.Area.Width);
        InverseWavelet.Run(tile, samples, scratch);
    }

    /// <summary>Undoes the shift of unsigned samples (G.1.2). A sample outside its range shows damage.</summary>
    private static void Write(Area area, ReadOnlySpan<int> samples, ImageSize size, PixelLayout layout, Span<ushort> cells)
    {
        var half = 1 << (size.Precision - 1);
        var shift = size.IsSigned ? 0 : half;
        var mask = layout.BytesPerCell == 1 ? 0xFF : 0xFFFF;
        for (var y = 0; y < area.Height; y++)
        {
            var line = cells.Slice((area.Top - size.Image.Top + y) * layout.Columns + area.Left - size.Image.Left, area.Width);
            var source = samples.Slice(y * area.Width, area.Width);
            for (var x = 0; x < line.Length; x++)
            {
                var sample = source[x];
                if (sample < -half || sample >= half)
                    throw Damaged("holds a sample that its bits cannot");
                line[x] = (ushort)((sample + shift) & mask);
            }
        }
    }

    /// <summary>A frame that contradicts the standard, the DICOM header, or itself.</summary>
    internal static DicomFormatException Damaged(string what) => new(DicomFault.Malformed, $"A JPEG 2000 frame {what}.");

    /// <summary>A frame that ends before what it announces.</summary>
    internal static DicomFormatException Truncated() => new(DicomFault.Truncated, "A JPEG 2000 frame ends before its last packet.");

    /// <summary>A frame that may be right, but is not read here.</summary>
    internal static DicomFormatException Unread(string what) => new(DicomFault.UnsupportedPixels, $"A JPEG 2000 frame {what}, which is not read.");
}
