namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// What a file may ask for before it is refused with <see cref="DicomFault.LimitExceeded"/>. The defaults are above
/// any head CT that a scanner writes: 1000 frames of 512² fit.
/// </summary>
public sealed record DicomLimits
{
    /// <summary>The default limits.</summary>
    public static readonly DicomLimits Default = new();

    /// <summary>Length of a file in bytes.</summary>
    public long FileBytes { get; init; } = 1L << 29;

    /// <summary>Bytes after decompression: of a deflated data set, and of all frames as cells of 16 bits.</summary>
    public long DecompressedBytes { get; init; } = 1L << 29;

    /// <summary>Bytes of all values that stand before the pixel data and are kept.</summary>
    public long HeaderBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Bytes of one value. Longer values that are private or bulk data (OB, OW, UN and the like) are skipped over and leave no element; any other is refused.
    /// </summary>
    public long ValueBytes { get; init; } = 1L << 20;

    /// <summary>Data elements, sequence items and pixel data fragments.</summary>
    public int Elements { get; init; } = 500_000;

    /// <summary>Sequences within sequences.</summary>
    public int NestingDepth { get; init; } = 32;

    /// <summary>Frames of one file.</summary>
    public int Frames { get; init; } = 1 << 16;

    internal static DicomFormatException Exceeded(string limit, long value) =>
        new(DicomFault.LimitExceeded, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The file exceeds the limit {limit} = {value}."));
}
