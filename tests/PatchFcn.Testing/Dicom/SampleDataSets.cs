using System.Globalization;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Testing.Dicom;

/// <summary>Small data sets with one of everything that a codec must carry.</summary>
public static class SampleDataSets
{
    /// <summary>A creator and an element of its private block.</summary>
    public static readonly DicomTag PrivateCreator = new(0x0009, 0x0010);

    /// <inheritdoc cref="PrivateCreator"/>
    public static readonly DicomTag PrivateBulk = new(0x0009, 0x1001);

    /// <summary>A CT image with nested sequences, private elements and numbers of every size; its cells are noise around a ramp.</summary>
    /// <param name="rows">Rows of a frame.</param>
    /// <param name="columns">Columns of a frame.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="bits">Bits of a cell that are used: up to 8 in one byte, up to 16 in two.</param>
    public static DicomDataSet Ct(int rows = 24, int columns = 17, int frames = 1, int bits = 16)
    {
        var dataSet = Attributes(rows, columns, frames, bits);
        var cells = Cells(rows * columns * frames, bits);
        return bits > 8
            ? dataSet.SetPixelData(cells)
            : dataSet.SetValue(DicomTags.PixelData, "OW", Array.ConvertAll(cells, cell => (byte)cell));
    }

    /// <summary>The same image with these cells, of 16 bits.</summary>
    public static DicomDataSet Ct(int rows, int columns, ushort[] cells) => Attributes(rows, columns, frames: 1, bits: 16).SetPixelData(cells);

    /// <summary>The elements without pixel data and padding, one line each, so that two data sets that differ are shown with the difference.</summary>
    public static IReadOnlyList<string> Describe(DicomDataSet dataSet) =>
    [
        .. dataSet.Elements.Where(element => element.Tag != DicomTags.PixelData).SelectMany(element => element.Items is { } items
            ? items.SelectMany((item, i) => Describe(item).Select(line => string.Create(CultureInfo.InvariantCulture, $"{element.Tag}[{i}] {line}")))
                .Prepend(string.Create(CultureInfo.InvariantCulture, $"{element.Tag} {element.Vr} {items.Count} items"))
            : [$"{element.Tag} {element.Vr} {Convert.ToHexString(WithoutPadding(element))}"]),
    ];

    private static ReadOnlySpan<byte> WithoutPadding(DicomElement element) =>
        element.Vr is "US" or "SS" or "UL" or "SL" or "FL" or "FD" or "OB" or "OW" or "UN" ? element.Value.Span : element.Value.Span.TrimEnd("\0 "u8);

    private static DicomDataSet Attributes(int rows, int columns, int frames, int bits) => new DicomDataSet()
        .SetText(DicomTags.SpecificCharacterSet, "ISO_IR 100")
        .SetText(DicomTags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
        .SetText(DicomTags.SOPClassUID, DicomUid.CTImageStorage)
        .SetText(DicomTags.SOPInstanceUID, DicomUid.FromSeed("sample instance"))
        .SetText(DicomTags.Modality, "CT")
        .SetText(DicomTags.PatientName, "")
        .SetItems(DicomTags.AnatomicRegionSequence, Code("69536005", "Head"), Code("12738006", "Brain"))
        .SetItems(DicomTags.ContrastBolusAgentSequence)
        .SetItems(DicomTags.SharedFunctionalGroupsSequence, new DicomDataSet()
            .SetItems(DicomTags.PlaneOrientationSequence, new DicomDataSet().SetNumbers(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0))
            .SetItems(DicomTags.CTExposureSequence, new DicomDataSet().SetNumbers(DicomTags.CTDIvol, 41.25)))
        .SetNumbers(DicomTags.ImagePositionPatient, -120.5, -130, 42.25)
        .SetNumbers(DicomTags.SamplesPerPixel, 1)
        .SetNumbers(DicomTags.NumberOfFrames, frames)
        .SetNumbers(DicomTags.Rows, rows)
        .SetNumbers(DicomTags.Columns, columns)
        .SetNumbers(DicomTags.BitsAllocated, bits > 8 ? 16 : 8)
        .SetNumbers(DicomTags.BitsStored, bits)
        .SetNumbers(DicomTags.PixelRepresentation, 1)
        .SetNumbers(DicomTags.PixelPaddingValue, -2000)
        .SetText(PrivateCreator, "PATCHFCN TEST")
        .SetValue(PrivateBulk, "UN", new byte[] { 1, 2, 3, 4 });

    private static DicomDataSet Code(string value, string meaning) => new DicomDataSet()
        .SetText(DicomTags.CodeValue, value)
        .SetText(DicomTags.CodingSchemeDesignator, "SCT")
        .SetText(DicomTags.CodeMeaning, meaning);

    private static ushort[] Cells(int count, int bits)
    {
        var random = new Random(count);
        var mask = (1 << bits) - 1;
        return [.. Enumerable.Range(0, count).Select(i => (ushort)((i * 37 + random.Next(64) + (i % 50 == 0 ? random.Next() : 0) - 900) & mask))];
    }
}
