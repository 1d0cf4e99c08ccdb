using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using PatchFcn.Core.Terminology;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Writing;

/// <summary>
/// Builds data sets from values. The value representation comes from <see cref="DicomTags"/>; a tag outside that list is set with
/// <see cref="DicomDataSet.Set"/>. Every method returns the data set, so that calls can be chained.
/// </summary>
public static class DicomDataSetExtensions
{
    private const int DecimalStringLength = 16;

    extension(DicomDataSet dataSet)
    {
        /// <summary>Sets the values of a text element (ISO 8859-1); no value makes it empty.</summary>
        /// <exception cref="ArgumentException">The tag is not listed in <see cref="DicomTags"/>.</exception>
        public DicomDataSet SetText(DicomTag tag, params ReadOnlySpan<string> values) =>
            dataSet.SetValue(tag, VrOf(dataSet, tag), Encoding.Latin1.GetBytes(string.Join('\\', values)));

        /// <summary>Sets the values of a numeric element, of text (DS, IS), binary (US, SS, UL, SL) or floating point (FL, FD).</summary>
        /// <exception cref="ArgumentException">The tag is not listed in <see cref="DicomTags"/>, or holds no numbers.</exception>
        /// <exception cref="OverflowException">A value does not fit the element.</exception>
        public DicomDataSet SetNumbers(DicomTag tag, params ReadOnlySpan<double> values)
        {
            var vr = VrOf(dataSet, tag);
            return dataSet.SetValue(tag, vr, vr switch
            {
                "DS" => Encode(values, DecimalString),
                "IS" => Encode(values, value => checked((int)value).ToString(CultureInfo.InvariantCulture)),
                "US" => Encode(values, 2, (bytes, value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)value))),
                "SS" => Encode(values, 2, (bytes, value) => BinaryPrimitives.WriteInt16LittleEndian(bytes, checked((short)value))),
                "UL" => Encode(values, 4, (bytes, value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes, checked((uint)value))),
                "SL" => Encode(values, 4, (bytes, value) => BinaryPrimitives.WriteInt32LittleEndian(bytes, checked((int)value))),
                "FL" => Encode(values, 4, (bytes, value) => BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value)),
                "FD" => Encode(values, 8, BinaryPrimitives.WriteDoubleLittleEndian),
                _ => throw new ArgumentException($"{tag} ({vr}) holds no numbers.", nameof(tag)),
            });
        }

        /// <summary>Sets the values of an element that names other elements (AT).</summary>
        public DicomDataSet SetTags(DicomTag tag, params ReadOnlySpan<DicomTag> values)
        {
            var bytes = new byte[4 * values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4 * i), values[i].Group);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4 * i + 2), values[i].Element);
            }
            return dataSet.SetValue(tag, "AT", bytes);
        }

        /// <summary>Sets a sequence to one code.</summary>
        public DicomDataSet SetCode(DicomTag tag, CodedConcept code) => dataSet.SetItems(tag, new DicomDataSet()
            .SetText(DicomTags.CodeValue, code.Code)
            .SetText(DicomTags.CodingSchemeDesignator, code.Scheme)
            .SetText(DicomTags.CodeMeaning, code.Meaning));

        /// <summary>Copies elements byte for byte; what the source does not hold stays as it is.</summary>
        public DicomDataSet CopyFrom(DicomDataSet source, params ReadOnlySpan<DicomTag> tags)
        {
            foreach (var tag in tags)
                if (source.Find(tag) is { } element)
                    dataSet.Set(element);
            return dataSet;
        }

        /// <summary>Sets the items of a sequence.</summary>
        public DicomDataSet SetItems(DicomTag tag, params IReadOnlyList<DicomDataSet> items)
        {
            dataSet.Set(new DicomElement(tag, "SQ", default, items));
            return dataSet;
        }

        /// <summary>Sets the bytes of an element, little endian.</summary>
        public DicomDataSet SetValue(DicomTag tag, string vr, ReadOnlyMemory<byte> value)
        {
            dataSet.Set(new DicomElement(tag, vr, value));
            return dataSet;
        }

        /// <summary>Sets the pixel data to cells of 16 bits, frame by frame in row-major order; signed ones by their bit pattern.</summary>
        public DicomDataSet SetPixelData(ReadOnlySpan<ushort> cells)
        {
            var bytes = new byte[2 * cells.Length];
            for (var i = 0; i < cells.Length; i++)
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), cells[i]);
            return dataSet.SetValue(DicomTags.PixelData, "OW", bytes);
        }

        /// <inheritdoc cref="SetPixelData(DicomDataSet, ReadOnlySpan{ushort})"/>
        public DicomDataSet SetPixelData(ReadOnlySpan<short> cells) => dataSet.SetPixelData(MemoryMarshal.Cast<short, ushort>(cells));
    }

    private delegate void NumberWriter(Span<byte> bytes, double value);

    private static string VrOf(DicomDataSet dataSet, DicomTag tag) =>
        DicomTags.VrOf(tag, dataSet) ?? throw new ArgumentException($"{tag} is not listed in {nameof(DicomTags)}.", nameof(tag));

    private static byte[] Encode(ReadOnlySpan<double> values, int size, NumberWriter write)
    {
        var bytes = new byte[size * values.Length];
        for (var i = 0; i < values.Length; i++)
            write(bytes.AsSpan(size * i, size), values[i]);
        return bytes;
    }

    private static byte[] Encode(ReadOnlySpan<double> values, Func<double, string> format)
    {
        var texts = new string[values.Length];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = format(values[i]);
        return Encoding.Latin1.GetBytes(string.Join('\\', texts));
    }

    /// <summary>The closest number that fits the 16 characters of a decimal string (PS3.5 6.2).</summary>
    private static string DecimalString(double value)
    {
        if (!double.IsFinite(value))
            throw new OverflowException("A decimal string holds finite numbers only.");
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        for (var digits = 15; text.Length > DecimalStringLength; digits--)
            text = value.ToString("G" + digits, CultureInfo.InvariantCulture);
        return text;
    }
}
