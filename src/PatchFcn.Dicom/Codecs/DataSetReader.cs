using System.Buffers.Binary;

namespace PatchFcn.Dicom.Codecs;

/// <summary>Tag, VR and length of an element or item that is read next.</summary>
internal readonly record struct ElementHeader(DicomTag Tag, string Vr, uint Length)
{
    public bool HasUndefinedLength => Length == uint.MaxValue;
}

/// <summary>Reads data elements one after another (PS3.5 7). Every length is checked against what encloses it before it is believed.</summary>
internal sealed class DataSetReader(ByteSource source, TransferSyntax syntax, DicomLimits limits)
{
    private (bool IsExplicit, bool IsBigEndian) _encoding = (syntax.IsExplicit, syntax.IsBigEndian);
    private int _elements;
    private long _headerBytes;

    /// <summary>Reads elements of file meta information.</summary>
    public DicomDataSet ReadFileMetaInformation()
    {
        var meta = new DicomDataSet();
        while (source.Peek(2) is [2, 0])
            ReadElement(meta, ReadElementHeader(meta), long.MaxValue, depth: 0);
        return meta;
    }

    /// <summary>Reads a data set up to its pixel data, whose header is returned, or to the end of the file.</summary>
    public ElementHeader? ReadToPixelData(DicomDataSet dataSet)
    {
        while (!source.IsAtEnd)
        {
            var header = ReadElementHeader(dataSet);
            if (header.Tag == DicomTags.PixelData)
                return header;
            ReadElement(dataSet, header, long.MaxValue, depth: 0);
        }
        return null;
    }

    /// <summary>Reads the header of an element, an item or a delimiter.</summary>
    /// <param name="dataSet">The data set that the element belongs to; null where an item or a delimiter is expected.</param>
    public ElementHeader ReadElementHeader(DicomDataSet? dataSet = null)
    {
        if (++_elements > limits.Elements)
            throw DicomLimits.Exceeded(nameof(limits.Elements), limits.Elements);
        Span<byte> bytes = stackalloc byte[8];
        source.Read(bytes);
        var tag = new DicomTag(UInt16(bytes), UInt16(bytes[2..]));
        if (tag.Group == DicomTags.Item.Group)
            return new ElementHeader(tag, "", UInt32(bytes[4..]));
        var standardVr = dataSet is null ? null : DicomTags.VrOf(tag, dataSet);
        if (!_encoding.IsExplicit)
            return new ElementHeader(tag, standardVr ?? "UN", UInt32(bytes[4..]));

        // Some systems leave the VR blank.
        var isBlank = bytes[4..6].SequenceEqual("  "u8);
        var vr = (isBlank ? standardVr : ValueRepresentation.Parse(bytes[4], bytes[5])) ?? throw Malformed($"{tag} has no value representation.");
        if (!ValueRepresentation.HasLongLength(vr))
            return new ElementHeader(tag, vr, UInt16(bytes[6..]));
        source.Read(bytes[..4]);
        return new ElementHeader(tag, vr, UInt32(bytes));
    }

    /// <summary>Reads a value into little-endian order.</summary>
    public byte[] ReadValue(long length, string vr)
    {
        var value = source.ReadBytes(length);
        var size = ValueRepresentation.NumberSize(vr);
        if (_encoding.IsBigEndian && size > 1)
            for (var i = 0; i <= value.Length - size; i += size)
                value.AsSpan(i, size).Reverse();
        return value;
    }

    private void ReadElement(DicomDataSet dataSet, ElementHeader header, long end, int depth)
    {
        var (tag, vr, length) = header;
        if (tag.Group == DicomTags.Item.Group)
            throw Malformed("An item or delimiter stands where a data element should.");
        if (!header.HasUndefinedLength && length > end - source.Position)
            throw Malformed($"{tag} is longer than the item it stands in.");

        // What passed through a system that did not know it comes as UN, in implicit VR little endian (PS3.5 6.2.2 note 2).
        var isUnknown = vr == "UN";
        if (isUnknown)
            vr = DicomTags.VrOf(tag, dataSet) ?? (header.HasUndefinedLength ? "SQ" : vr);

        if (length > limits.ValueBytes && !header.HasUndefinedLength && (tag.IsPrivate || ValueRepresentation.IsBulk(vr)))
            source.Skip(length);
        else if (vr == "SQ")
            dataSet.Set(new DicomElement(tag, vr, default, ReadSequence(header, isUnknown, end, depth + 1)));
        else if (header.HasUndefinedLength)
            SkipFragments(header);
        else if (length > limits.ValueBytes)
            throw DicomLimits.Exceeded(nameof(limits.ValueBytes), limits.ValueBytes);
        else if ((_headerBytes += length) > limits.HeaderBytes)
            throw DicomLimits.Exceeded(nameof(limits.HeaderBytes), limits.HeaderBytes);
        else if (tag.Element == 0)
            source.Skip(length); // A group length is retired and says nothing about the data set as it is kept here.
        else
            dataSet.Set(new DicomElement(tag, vr, ReadValue(length, isUnknown ? "UN" : vr)));
    }

    private List<DicomDataSet> ReadSequence(ElementHeader header, bool isUnknown, long enclosingEnd, int depth)
    {
        if (depth > limits.NestingDepth)
            throw DicomLimits.Exceeded(nameof(limits.NestingDepth), limits.NestingDepth);
        var encoding = _encoding;
        if (isUnknown)
            _encoding = (IsExplicit: false, IsBigEndian: false);
        var items = new List<DicomDataSet>();
        var end = header.HasUndefinedLength ? enclosingEnd : source.Position + header.Length;
        while (header.HasUndefinedLength || source.Position < end)
        {
            var item = ReadElementHeader();
            if (item.Tag == DicomTags.SequenceDelimitation)
                break;
            if (item.Tag != DicomTags.Item)
                throw Malformed($"The sequence {header.Tag} holds something else than items.");
            if (!item.HasUndefinedLength && item.Length > end - source.Position)
                throw Malformed($"An item of {header.Tag} is longer than the sequence.");
            items.Add(ReadItem(item, end, depth));
        }
        _encoding = encoding;
        return source.Position <= end ? items : throw Malformed($"{header.Tag} is longer than the item it stands in.");
    }

    private DicomDataSet ReadItem(ElementHeader item, long enclosingEnd, int depth)
    {
        var dataSet = new DicomDataSet();
        var end = item.HasUndefinedLength ? enclosingEnd : source.Position + item.Length;
        while (item.HasUndefinedLength || source.Position < end)
        {
            var header = ReadElementHeader(dataSet);
            if (header.Tag == DicomTags.ItemDelimitation && item.HasUndefinedLength)
                break;
            ReadElement(dataSet, header, end, depth);
        }
        return source.Position <= end ? dataSet : throw Malformed("An item is longer than it says.");
    }

    /// <summary>Passes over compressed pixel data that is not the image's own, as of an icon.</summary>
    private void SkipFragments(ElementHeader header)
    {
        if (!ValueRepresentation.IsBulk(header.Vr))
            throw Malformed($"{header.Tag} ({header.Vr}) has no length.");
        for (var item = ReadElementHeader(); item.Tag != DicomTags.SequenceDelimitation; item = ReadElementHeader())
            source.Skip(item.Tag == DicomTags.Item ? item.Length : throw Malformed($"{header.Tag} holds something else than fragments."));
    }

    private ushort UInt16(ReadOnlySpan<byte> bytes) =>
        _encoding.IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private uint UInt32(ReadOnlySpan<byte> bytes) =>
        _encoding.IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static DicomFormatException Malformed(string message) => new(DicomFault.Malformed, message);
}
