using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Testing.Dicom;

/// <summary>How <see cref="DicomFileEncoder"/> lays out a file. Unlike the writer of the product it knows every oddity that readers must bear.</summary>
public sealed record DicomFileShape(TransferSyntax Syntax)
{
    /// <summary>Whether the 128 bytes and <c>DICM</c> stand at the beginning.</summary>
    public bool HasPreamble { get; init; } = true;

    /// <summary>Whether file meta information stands before the data set.</summary>
    public bool HasMeta { get; init; } = true;

    /// <summary>Whether sequences and items have lengths, or delimiters.</summary>
    public bool HasDefinedLengths { get; init; }

    /// <summary>The VR in which sequences are written: SQ, or UN as systems do that do not know them.</summary>
    public string SequenceVr { get; init; } = "SQ";

    /// <summary>Compresses one frame; null for uncompressed pixel data.</summary>
    public Func<ushort[], byte[]>? Compress { get; init; }

    /// <summary>Fragments that each compressed frame is cut into.</summary>
    public int FragmentsPerFrame { get; init; } = 1;

    /// <summary>Whether the basic offset table is filled.</summary>
    public bool HasOffsetTable { get; init; } = true;
}

/// <summary>Writes DICOM files of every shape for tests.</summary>
public sealed class DicomFileEncoder
{
    private const uint Undefined = uint.MaxValue;
    private static readonly DicomTag Item = new(0xFFFE, 0xE000);
    private static readonly DicomTag ItemEnd = new(0xFFFE, 0xE00D);
    private static readonly DicomTag SequenceEnd = new(0xFFFE, 0xE0DD);

    private readonly DicomFileShape _shape;
    private readonly bool _isExplicit;
    private readonly bool _isBigEndian;
    private readonly MemoryStream _target = new();

    private DicomFileEncoder(DicomFileShape shape, bool isExplicit, bool isBigEndian) =>
        (_shape, _isExplicit, _isBigEndian) = (shape, isExplicit, isBigEndian);

    /// <summary>Encodes a data set, whose pixel data are uncompressed, as a file.</summary>
    public static byte[] Encode(DicomDataSet dataSet, DicomFileShape shape)
    {
        var file = new MemoryStream();
        if (shape.HasPreamble)
            file.Write([.. new byte[128], .. "DICM"u8]);
        if (shape.HasMeta)
            file.Write(Encode(new DicomDataSet().SetText(DicomTags.TransferSyntaxUID, shape.Syntax.Uid), shape, isExplicit: true, isBigEndian: false));
        var body = Encode(dataSet, shape, shape.Syntax.IsExplicit, shape.Syntax.IsBigEndian);
        if (shape.Syntax.IsDeflated)
            using (var deflate = new DeflateStream(file, CompressionLevel.Fastest, leaveOpen: true))
                deflate.Write(body);
        else
            file.Write(body);
        return file.ToArray();
    }

    private static byte[] Encode(DicomDataSet dataSet, DicomFileShape shape, bool isExplicit, bool isBigEndian)
    {
        var encoder = new DicomFileEncoder(shape, isExplicit, isBigEndian);
        foreach (var element in dataSet.Elements)
            encoder.Write(element, dataSet);
        return encoder._target.ToArray();
    }

    private void Write(DicomElement element, DicomDataSet dataSet)
    {
        if (element.Tag == DicomTags.PixelData && _shape.Compress is { } compress)
            WriteFrames(element, dataSet, compress);
        else if (element.Items is { } items)
            WriteSequence(element.Tag, items);
        else
            WriteValue(element);
    }

    private void WriteValue(DicomElement element)
    {
        var value = element.Value.ToArray();
        var size = element.Vr switch { "US" or "SS" or "AT" or "OW" => 2, "UL" or "SL" or "FL" or "OF" or "OL" => 4, "FD" or "OD" or "OV" or "UV" or "SV" => 8, _ => 1 };
        if (_isBigEndian)
            for (var i = 0; i + size <= value.Length; i += size)
                value.AsSpan(i, size).Reverse();
        WriteHeader(element.Tag, element.Vr, (uint)value.Length);
        _target.Write(value);
    }

    private void WriteSequence(DicomTag tag, IReadOnlyList<DicomDataSet> items)
    {
        var isUnknown = _shape.SequenceVr == "UN";
        var content = new DicomFileEncoder(_shape, _isExplicit && !isUnknown, _isBigEndian && !isUnknown);
        foreach (var item in items)
        {
            var body = Encode(item, _shape, content._isExplicit, content._isBigEndian);
            content.WriteHeader(Item, "", _shape.HasDefinedLengths ? (uint)body.Length : Undefined);
            content._target.Write(body);
            if (!_shape.HasDefinedLengths)
                content.WriteHeader(ItemEnd, "", 0);
        }
        if (!_shape.HasDefinedLengths)
            content.WriteHeader(SequenceEnd, "", 0);
        WriteHeader(tag, _shape.SequenceVr, _shape.HasDefinedLengths ? (uint)content._target.Length : Undefined);
        _target.Write(content._target.ToArray());
    }

    private void WriteFrames(DicomElement pixelData, DicomDataSet dataSet, Func<ushort[], byte[]> compress)
    {
        var frames = Cells(pixelData, dataSet.Integer(DicomTags.BitsAllocated)!.Value / 8)
            .Chunk(dataSet.Integer(DicomTags.Rows)!.Value * dataSet.Integer(DicomTags.Columns)!.Value)
            .Select(cells => compress(cells))
            .Select(frame => frame.Chunk(Math.Max(64, frame.Length / _shape.FragmentsPerFrame + 2) & ~1).Select(Even).ToArray())
            .ToArray();
        WriteHeader(pixelData.Tag, "OB", Undefined);
        var lengths = frames.Select(fragments => fragments.Sum(fragment => 8 + fragment.Length)).ToArray();
        var offsets = new byte[_shape.HasOffsetTable ? 4 * frames.Length : 0];
        for (var i = 0; i < offsets.Length / 4; i++)
            BinaryPrimitives.WriteInt32LittleEndian(offsets.AsSpan(4 * i), lengths.Take(i).Sum());
        foreach (var fragment in frames.SelectMany(fragments => fragments).Prepend(offsets))
        {
            WriteHeader(Item, "", (uint)fragment.Length);
            _target.Write(fragment);
        }
        WriteHeader(SequenceEnd, "", 0);
    }

    private static IEnumerable<ushort> Cells(DicomElement pixelData, int bytesPerCell) => bytesPerCell == 1
        ? pixelData.Value.ToArray().Select(cell => (ushort)cell)
        : pixelData.Value.ToArray().Chunk(2).Select(cell => BinaryPrimitives.ReadUInt16LittleEndian(cell));

    private static byte[] Even(byte[] bytes) => bytes.Length % 2 == 0 ? bytes : [.. bytes, 0];

    private void WriteHeader(DicomTag tag, string vr, uint length)
    {
        WriteNumber(tag.Group, 2);
        WriteNumber(tag.Element, 2);
        if (_isExplicit && vr.Length > 0)
            _target.Write(Encoding.ASCII.GetBytes(vr));
        var isLong = vr is "" or "OB" or "OD" or "OF" or "OL" or "OV" or "OW" or "SQ" or "SV" or "UC" or "UN" or "UR" or "UT" or "UV";
        if (_isExplicit && isLong && vr.Length > 0)
            WriteNumber(0, 2);
        WriteNumber(length, _isExplicit && !isLong ? 2 : 4);
    }

    private void WriteNumber(uint value, int size)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        bytes = bytes[..size];
        if (_isBigEndian)
            bytes.Reverse();
        _target.Write(bytes);
    }
}
