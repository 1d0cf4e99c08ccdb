using System.Buffers;
using System.Buffers.Binary;

namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// Compressed pixel data in fragments (PS3.5 A.4). An extended offset table says nothing new, for it demands one fragment for each frame
/// (PS3.3 C.7.6.3.1.8).
/// </summary>
internal sealed class EncapsulatedFrames : IFrameSource
{
    private const int ItemHeaderLength = 8;

    private readonly List<byte[]> _fragments;
    private readonly int[] _firstFragments;

    private EncapsulatedFrames(List<byte[]> fragments, int[] firstFragments) => (_fragments, _firstFragments) = (fragments, firstFragments);

    public ReadOnlyMemory<byte> this[int frame]
    {
        get
        {
            var first = _firstFragments[frame];
            var end = frame + 1 < _firstFragments.Length ? _firstFragments[frame + 1] : _fragments.Count;
            if (end - first == 1)
                return _fragments[first];
            var bytes = new ArrayBufferWriter<byte>();
            foreach (var fragment in _fragments[first..end])
                bytes.Write(fragment);
            return bytes.WrittenMemory;
        }
    }

    /// <summary>Reads all fragments, and finds out which of them belong to which frame.</summary>
    public static EncapsulatedFrames Read(DataSetReader reader, ElementHeader pixelData, PixelLayout layout)
    {
        if (!pixelData.HasUndefinedLength)
            throw Malformed("The transfer syntax is compressed, but the pixel data are not.");
        var offsets = ReadItem(reader) ?? throw Malformed("The compressed pixel data have no offset table.");
        var fragments = new List<byte[]>();
        while (ReadItem(reader) is { } fragment)
            fragments.Add(fragment);
        return new EncapsulatedFrames(fragments, FirstFragments(fragments, offsets, layout.Frames));
    }

    private static byte[]? ReadItem(DataSetReader reader)
    {
        var item = reader.ReadElementHeader();
        if (item.Tag == DicomTags.SequenceDelimitation)
            return null;
        if (item.Tag != DicomTags.Item || item.HasUndefinedLength)
            throw Malformed("The compressed pixel data hold something else than fragments.");
        return reader.ReadValue(item.Length, "OB");
    }

    private static int[] FirstFragments(List<byte[]> fragments, byte[] offsets, int frames)
    {
        if (fragments.Count < frames)
            throw Malformed("The compressed pixel data have fewer fragments than frames.");
        if (frames == 1)
            return [0];
        if (fragments.Count == frames)
            return [.. Enumerable.Range(0, frames)];
        return FromOffsets(fragments, offsets, frames) ?? FromImageStarts(fragments, frames)
            ?? throw Malformed("Nothing tells which fragments of the compressed pixel data belong to which frame.");
    }

    private static int[]? FromOffsets(List<byte[]> fragments, byte[] offsets, int frames)
    {
        if (offsets.Length != sizeof(uint) * frames)
            return null;
        var first = new int[frames];
        long position = 0;
        var frame = 0;
        for (var i = 0; i < fragments.Count; i++)
        {
            if (frame < frames && BinaryPrimitives.ReadUInt32LittleEndian(offsets.AsSpan(sizeof(uint) * frame)) == position)
                first[frame++] = i;
            position += ItemHeaderLength + fragments[i].Length;
        }
        return frame == frames && first[0] == 0 ? first : null;
    }

    /// <summary>Every frame of JPEG starts with the same marker, which cannot stand within its data; JPEG 2000 with two, which hardly can.</summary>
    private static int[]? FromImageStarts(List<byte[]> fragments, int frames)
    {
        var first = Enumerable.Range(0, fragments.Count).Where(i => fragments[i] is [0xFF, 0xD8, 0xFF, ..] or [0xFF, 0x4F, 0xFF, 0x51, ..]).ToArray();
        return first.Length == frames && first[0] == 0 ? first : null;
    }

    private static DicomFormatException Malformed(string message) => new(DicomFault.Malformed, message);
}
