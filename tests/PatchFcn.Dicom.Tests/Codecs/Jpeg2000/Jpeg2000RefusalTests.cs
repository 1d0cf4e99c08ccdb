using System.Buffers.Binary;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Codecs.Jpeg2000;

namespace PatchFcn.Dicom.Tests.Codecs.Jpeg2000;

/// <summary>R262: what is not lossless, not whole or not the image of the header is refused by name; nothing else than an image or a refusal comes out.</summary>
public sealed class Jpeg2000RefusalTests
{
    private const long MostBytes = 16L << 20;
    private static readonly PixelLayout Layout = SyntheticImage.Layout("u12-");

    [Theory]
    [InlineData("irreversible", "irreversible wavelet")]
    [InlineData("bit-planes-left-out", "lacks bit planes")]
    [InlineData("region-of-interest", "region of interest")]
    [InlineData("three-components", "exactly one component")]
    public void Decode_CodestreamThatIsNotLosslessOfOneComponent_IsRefused(string name, string reason)
    {
        var exception = Assert.Throws<DicomFormatException>(() => Decode(SyntheticImage.Codestream($"refused/{name}"), Layout));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(61, 47, 2, "another size")]
    [InlineData(47, 60, 2, "another size")]
    [InlineData(48, 61, 2, "another size")]
    [InlineData(47, 61, 1, "other bits")]
    public void Decode_ImageOfAnotherSizeOrDepth_IsRefused(int rows, int columns, int bytesPerCell, string reason)
    {
        var exception = Assert.Throws<DicomFormatException>(() => Decode(SyntheticImage.Codestream("u12-plain"), new(rows, columns, Frames: 1, bytesPerCell)));

        Assert.Equal(DicomFault.Malformed, exception.Fault);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("u12-markers")]
    [InlineData("u12-lrcp")]
    [InlineData("s16-all")]
    public void Decode_TruncatedAnywhere_IsRefused(string name)
    {
        var codestream = SyntheticImage.Codestream(name);

        // The last marker alone may be missing.
        for (var length = 0; length < codestream.Length - 2; length++)
            Assert.Throws<DicomFormatException>(() => Decode(codestream[..length], Layout));
    }

    /// <summary>A tile-part that says itself that it is shorter is no better for it.</summary>
    [Theory]
    [InlineData("u12-plain")]
    [InlineData("u12-blocks4")]
    [InlineData("u16-bypass-layers")]
    public void Decode_PacketsMissingFromATilePart_IsRefused(string name)
    {
        var codestream = SyntheticImage.Codestream(name);
        var tilePart = codestream.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0x90]);
        for (var missing = 1; missing < codestream.Length - tilePart - 16; missing++)
        {
            byte[] shorter = [.. codestream[..^(2 + missing)], 0xFF, 0xD9];
            BinaryPrimitives.WriteInt32BigEndian(shorter.AsSpan(tilePart + 6), codestream.Length - 2 - tilePart - missing);
            Assert.Throws<DicomFormatException>(() => Decode(shorter, Layout));
        }
    }

    [Fact]
    public void Decode_TilePartWithMoreThanItsPackets_IsRefused()
    {
        var codestream = SyntheticImage.Codestream("u12-plain");
        var tilePart = codestream.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0x90]);
        byte[] longer = [.. codestream[..^2], 0, 0xFF, 0xD9];
        BinaryPrimitives.WriteInt32BigEndian(longer.AsSpan(tilePart + 6), codestream.Length - 1 - tilePart);

        Assert.Contains("more than its packets", Assert.Throws<DicomFormatException>(() => Decode(longer, Layout)).Message, StringComparison.Ordinal);
    }

    /// <summary>JPEG 2000 has no checksum, but a code-block that was changed hardly ends where its bytes do.</summary>
    [Fact]
    public void Decode_BytesOfCodeBlocksChanged_IsRefusedNearlyAlways()
    {
        var codestream = SyntheticImage.Codestream("u12-plain");
        var random = new Random(262);
        var refused = 0;
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])codestream.Clone();
            damaged[random.Next(300, damaged.Length - 100)] ^= (byte)random.Next(1, 256);
            if (Record.Exception(() => Decode(damaged, Layout)) is DicomFormatException)
                refused++;
        }

        Assert.InRange(refused, 270, 300);
    }

    [Theory]
    [InlineData("u12-markers")]
    [InlineData("u12-pcrl")]
    [InlineData("u12-order-change")]
    [InlineData("s16-all")]
    [InlineData("s16-bypass")]
    public void Decode_BytesChanged_GivesAnImageOrARefusalAtABoundedPrice(string name)
    {
        var codestream = SyntheticImage.Codestream(name);
        var random = new Random(261);
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])codestream.Clone();
            // Half of the changes in the headers, which are the first two hundred bytes.
            damaged[random.Next(i % 2 == 0 ? 200 : damaged.Length)] ^= (byte)random.Next(1, 256);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Decode(damaged, Layout);
            }
            catch (DicomFormatException)
            {
                // One of the two allowed outcomes.
            }
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostBytes);
        }
    }

    private static void Decode(byte[] codestream, PixelLayout layout) => Jpeg2000Decoder.Decode(codestream, layout, new ushort[layout.CellsPerFrame]);
}
