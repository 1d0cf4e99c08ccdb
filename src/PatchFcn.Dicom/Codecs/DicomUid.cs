using System.Globalization;
using PatchFcn.Core.Hashing;

namespace PatchFcn.Dicom.Codecs;

/// <summary>Unique identifiers (PS3.5 9 and B.2).</summary>
public static class DicomUid
{
    /// <summary>CT Image Storage.</summary>
    public const string CTImageStorage = "1.2.840.10008.5.1.4.1.1.2";

    /// <summary>Enhanced CT Image Storage.</summary>
    public const string EnhancedCTImageStorage = "1.2.840.10008.5.1.4.1.1.2.1";

    /// <summary>Segmentation Storage.</summary>
    public const string SegmentationStorage = "1.2.840.10008.5.1.4.1.1.66.4";

    /// <summary>Comprehensive 3D SR Storage.</summary>
    public const string Comprehensive3DSRStorage = "1.2.840.10008.5.1.4.1.1.88.34";

    /// <summary>Key Object Selection Document Storage.</summary>
    public const string KeyObjectSelectionStorage = "1.2.840.10008.5.1.4.1.1.88.59";

    /// <summary>Secondary Capture Image Storage.</summary>
    public const string SecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7";

    /// <summary>
    /// The UID that belongs to a seed: the same for the same text, on every machine. It is <c>2.25.</c> and <see cref="Digest.Uuid"/> as a number, at most 44 characters.
    /// </summary>
    public static string FromSeed(string seed) =>
        $"2.25.{UInt128.Parse(Digest.Uuid(seed).ToString("N"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)}";
}
