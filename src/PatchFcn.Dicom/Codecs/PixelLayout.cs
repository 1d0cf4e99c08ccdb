using System.Globalization;

namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// How the pixels of a file are laid out (PS3.3 C.7.6.3): frames of rows of cells, each of 1 or 2 bytes. Packed cells of one bit, as segmentations have them, are widened
/// to bytes frame by frame.
/// </summary>
internal readonly record struct PixelLayout(int Rows, int Columns, int Frames, int BytesPerCell, bool IsPacked = false)
{
    public int CellsPerFrame => Rows * Columns;

    public int BytesPerFrame => CellsPerFrame * BytesPerCell;

    /// <summary>Bytes of all frames as they stand in an uncompressed file.</summary>
    public long BytesInFile => IsPacked ? ((long)CellsPerFrame * Frames + 7) / 8 : (long)BytesPerFrame * Frames;

    /// <summary>Reads the layout, and refuses what is not single-channel of 1, 8 or 16 bits, or too large.</summary>
    public static PixelLayout Of(DicomDataSet dataSet, DicomLimits limits)
    {
        var rows = Required(dataSet, DicomTags.Rows, "rows");
        var columns = Required(dataSet, DicomTags.Columns, "columns");
        var frames = dataSet.Text(DicomTags.NumberOfFrames) is null ? 1 : Required(dataSet, DicomTags.NumberOfFrames, "frames");
        if (frames > limits.Frames)
            throw DicomLimits.Exceeded(nameof(limits.Frames), limits.Frames);
        if ((long)rows * columns * sizeof(ushort) > Math.Min(limits.DecompressedBytes, Array.MaxLength) / frames)
            throw DicomLimits.Exceeded(nameof(limits.DecompressedBytes), limits.DecompressedBytes);

        var samples = dataSet.Integer(DicomTags.SamplesPerPixel) ?? 1;
        if (samples != 1)
            throw Unsupported($"The pixels have {samples} samples; an image of CT has one.");
        var bits = Required(dataSet, DicomTags.BitsAllocated, "bits allocated");
        if (bits is not (1 or 8 or 16))
            throw Unsupported($"The pixels have {bits} bits; only 1, 8 and 16 are read.");
        return new PixelLayout(rows, columns, frames, bits == 16 ? 2 : 1, IsPacked: bits == 1);
    }

    private static int Required(DicomDataSet dataSet, DicomTag tag, string name) =>
        dataSet.Integer(tag) is > 0 and var value ? value : throw Unsupported($"The number of {name} {tag} is missing or makes no sense.");

    private static DicomFormatException Unsupported(FormattableString message) =>
        new(DicomFault.UnsupportedPixels, message.ToString(CultureInfo.InvariantCulture));
}
