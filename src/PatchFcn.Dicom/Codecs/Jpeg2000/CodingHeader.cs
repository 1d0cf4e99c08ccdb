using System.Buffers.Binary;

namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>A part of the packets in an order of its own (marker POC, ITU-T T.800 A.6.6): resolutions from <paramref name="First"/> up to <paramref name="End"/>.</summary>
internal readonly record struct ProgressionChange(int First, int End, int Layers, Progression Progression);

/// <summary>The coding parameters in the main header, or in the headers of a tile, where they go before those of the main header (ITU-T T.800 A.6).</summary>
internal sealed class CodingHeader(CodingHeader? main = null)
{
    private readonly List<ProgressionChange> _changes = [];
    private CodingStyle? _style;
    private ComponentStyle? _component;
    private Quantization? _quantization;
    private Quantization? _componentQuantization;

    /// <summary>Style of all components.</summary>
    public CodingStyle Style => _style ?? main?.Style ?? throw Jpeg2000Decoder.Damaged("has no coding style");

    /// <summary>Style of the one component.</summary>
    public ComponentStyle Component => _component ?? _style?.Component ?? main?.Component ?? throw Jpeg2000Decoder.Damaged("has no coding style");

    /// <summary>The orders in which the packets stand.</summary>
    public IReadOnlyList<ProgressionChange> Changes =>
        _changes.Count > 0 ? _changes
        : main?._changes is { Count: > 0 } changes ? changes
        : [new(0, int.MaxValue, Style.Layers, Style.Progression)];

    /// <summary>Exponents of the one component.</summary>
    public Quantization Quantization =>
        _componentQuantization ?? _quantization ?? main?.Quantization ?? throw Jpeg2000Decoder.Damaged("has no quantization");

    /// <summary>Takes a marker segment over; false where it is no coding parameter.</summary>
    public bool Take(int marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case 0xFF52:
                _style = CodingStyle.Parse(segment);
                return true;
            case 0xFF53:
                segment = OfComponent(segment);
                _component = segment.IsEmpty ? throw Jpeg2000Decoder.Truncated() : ComponentStyle.Parse(segment[0], segment[1..]);
                return true;
            case 0xFF5C:
                _quantization = Quantization.Parse(segment);
                return true;
            case 0xFF5D:
                _componentQuantization = Quantization.Parse(OfComponent(segment));
                return true;
            case 0xFF5F:
                ParseChanges(segment);
                return true;
            default:
                return false;
        }
    }

    private static ReadOnlySpan<byte> OfComponent(ReadOnlySpan<byte> segment) =>
        segment is [0, ..] ? segment[1..] : throw Jpeg2000Decoder.Damaged("describes a component that it has not");

    private void ParseChanges(ReadOnlySpan<byte> segment)
    {
        const int Length = 7;
        if (segment.IsEmpty || segment.Length % Length != 0)
            throw Jpeg2000Decoder.Damaged("has a change of progression that makes no sense");
        for (; !segment.IsEmpty; segment = segment[Length..])
        {
            if (segment[1] != 0 || segment[6] > (int)Progression.ComponentPosition)
                throw Jpeg2000Decoder.Damaged("has a change of progression that makes no sense");
            _changes.Add(new(segment[0], segment[4], BinaryPrimitives.ReadUInt16BigEndian(segment[2..]), (Progression)segment[6]));
        }
    }
}
