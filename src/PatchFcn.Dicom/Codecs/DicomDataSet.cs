using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// Data elements in tag order. Values stay bytes until asked for; an absent, empty or unreadable value is null, for what is missing
/// or malformed in practice is the caller's to judge.
/// </summary>
public sealed class DicomDataSet
{
    private readonly SortedDictionary<DicomTag, DicomElement> _elements = [];

    /// <summary>The elements in ascending tag order.</summary>
    public IReadOnlyCollection<DicomElement> Elements => _elements.Values;

    /// <summary>Adds an element, or replaces the one with the same tag.</summary>
    public void Set(DicomElement element) => _elements[element.Tag] = element;

    /// <summary>The element with this tag, or null.</summary>
    public DicomElement? Find(DicomTag tag) => _elements.GetValueOrDefault(tag);

    /// <summary>Whether an element with this tag is present, even if it is empty.</summary>
    public bool Contains(DicomTag tag) => _elements.ContainsKey(tag);

    /// <summary>
    /// The whole text value without its padding, or null when absent or empty. Text is read as ISO 8859-1, which keeps every byte: it is
    /// meant for codes, UIDs and numbers; for what people wrote see <see cref="Words"/>.
    /// </summary>
    public string? Text(DicomTag tag) => Decode(tag, Encoding.Latin1);

    /// <summary>
    /// What people wrote, in the character set of the data set (PS3.3 C.12.1.1.2), without padding; null when absent or empty. Of a set with escape sequences (PS3.5 6.1.2.5) the first is taken.
    /// </summary>
    public string? Words(DicomTag tag) => Decode(tag, CharacterSets.Of(Texts(DicomTags.SpecificCharacterSet).FirstOrDefault()));

    /// <summary>The values of a multi-valued text element, each without padding; empty when absent.</summary>
    public IReadOnlyList<string> Texts(DicomTag tag) =>
        Text(tag)?.Split('\\', StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The first value as a whole number, from a text (IS, DS) or binary (US, SS, UL, SL) element; null when absent or not a number.</summary>
    public int? Integer(DicomTag tag)
    {
        if (Find(tag) is not { } element)
            return null;
        var value = element.Value.Span;
        return element.Vr switch
        {
            "US" when value.Length >= 2 => BinaryPrimitives.ReadUInt16LittleEndian(value),
            "SS" when value.Length >= 2 => BinaryPrimitives.ReadInt16LittleEndian(value),
            "SL" or "UL" when value.Length >= 4 => BinaryPrimitives.ReadInt32LittleEndian(value),
            "US" or "SS" or "SL" or "UL" => null,
            _ => Number(tag) is { } number && Math.Abs(number) <= int.MaxValue && number == Math.Truncate(number) ? (int)number : null,
        };
    }

    /// <summary>The first value as a finite number; null when absent or not a number.</summary>
    public double? Number(DicomTag tag) => Numbers(tag) is [var first, ..] ? first : null;

    /// <summary>All values as finite numbers, from a text (DS, IS) or floating point (FD, FL) element; null when absent or when any value is not a finite number.</summary>
    public double[]? Numbers(DicomTag tag)
    {
        if (Find(tag) is not { Value.IsEmpty: false } element)
            return null;
        var value = element.Value.Span;
        double[] numbers;
        switch (element.Vr)
        {
            case "FD":
                numbers = new double[value.Length / 8];
                for (var i = 0; i < numbers.Length; i++)
                    numbers[i] = BinaryPrimitives.ReadDoubleLittleEndian(value[(8 * i)..]);
                break;
            case "FL":
                numbers = new double[value.Length / 4];
                for (var i = 0; i < numbers.Length; i++)
                    numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(value[(4 * i)..]);
                break;
            case "US" or "SS" or "UL" or "SL":
                numbers = Integer(tag) is { } integer ? [integer] : [];
                break;
            default:
                var texts = Texts(tag);
                numbers = new double[texts.Count];
                for (var i = 0; i < numbers.Length; i++)
                    if (!double.TryParse(texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
                        return null;
                break;
        }
        return numbers.Length > 0 && Array.TrueForAll(numbers, double.IsFinite) ? numbers : null;
    }

    /// <summary>The items of a sequence; empty when it is absent, empty or no sequence.</summary>
    public IReadOnlyList<DicomDataSet> Items(DicomTag tag) => Find(tag)?.Items ?? [];

    private string? Decode(DicomTag tag, Encoding encoding)
    {
        if (Find(tag) is not { Value.IsEmpty: false } element)
            return null;
        var text = encoding.GetString(element.Value.Span).Trim(' ', '\0');
        return text.Length == 0 ? null : text;
    }
}
