namespace PatchFcn.Dicom.Codecs;

/// <summary>How a data set is encoded (PS3.5 10, PS3.6 A).</summary>
/// <param name="Uid">The UID.</param>
/// <param name="Name">The name the standard gives it.</param>
public sealed record TransferSyntax(string Uid, string Name)
{
    /// <summary>Implicit VR Little Endian, the default of DICOM.</summary>
    public static readonly TransferSyntax ImplicitLittleEndian = new("1.2.840.10008.1.2", "Implicit VR Little Endian") { IsExplicit = false };

    /// <summary>Explicit VR Little Endian, which everything here is written in.</summary>
    public static readonly TransferSyntax ExplicitLittleEndian = new("1.2.840.10008.1.2.1", "Explicit VR Little Endian");

    /// <summary>Deflated Explicit VR Little Endian.</summary>
    public static readonly TransferSyntax Deflated = new("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian") { IsDeflated = true };

    /// <summary>Explicit VR Big Endian (retired).</summary>
    public static readonly TransferSyntax ExplicitBigEndian = new("1.2.840.10008.1.2.2", "Explicit VR Big Endian") { IsBigEndian = true };

    /// <summary>JPEG Lossless with any predictor.</summary>
    public static readonly TransferSyntax JpegLossless = Encapsulated("1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)");

    /// <summary>JPEG Lossless with predictor 1, the most common compression of CT.</summary>
    public static readonly TransferSyntax JpegLosslessFirstOrder =
        Encapsulated("1.2.840.10008.1.2.4.70", "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14, Selection Value 1)");

    /// <summary>JPEG-LS without loss.</summary>
    public static readonly TransferSyntax JpegLsLossless = Encapsulated("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless Image Compression");

    /// <summary>JPEG 2000 without loss.</summary>
    public static readonly TransferSyntax Jpeg2000Lossless = Encapsulated("1.2.840.10008.1.2.4.90", "JPEG 2000 Image Compression (Lossless Only)");

    /// <summary>RLE Lossless.</summary>
    public static readonly TransferSyntax RleLossless = Encapsulated("1.2.840.10008.1.2.5", "RLE Lossless");

    /// <summary>Every transfer syntax known by name; most are not decoded.</summary>
    public static IReadOnlyList<TransferSyntax> Known { get; } =
    [
        ImplicitLittleEndian, ExplicitLittleEndian, Deflated, ExplicitBigEndian, JpegLossless, JpegLosslessFirstOrder,
        JpegLsLossless, Jpeg2000Lossless, RleLossless,
        Encapsulated("1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed Explicit VR Little Endian"),
        Encapsulated("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)", lossy: true),
        Encapsulated("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 & 4)", lossy: true),
        Encapsulated("1.2.840.10008.1.2.4.53", "JPEG Spectral Selection, Non-Hierarchical (Process 6 & 8)", lossy: true),
        Encapsulated("1.2.840.10008.1.2.4.55", "JPEG Full Progression, Non-Hierarchical (Process 10 & 12)", lossy: true),
        Encapsulated("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless) Image Compression", lossy: true),
        Encapsulated("1.2.840.10008.1.2.4.91", "JPEG 2000 Image Compression", lossy: true),
        Encapsulated("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)"),
        Encapsulated("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2 Multi-component Image Compression", lossy: true),
        Encapsulated("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level", lossy: true),
        Encapsulated("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1", lossy: true),
        Encapsulated("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
        Encapsulated("1.2.840.10008.1.2.4.112", "JPEG XL", lossy: true),
        Encapsulated("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Image Compression (Lossless Only)"),
        Encapsulated("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)"),
        Encapsulated("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000 Image Compression", lossy: true),
    ];

    /// <summary>Whether elements carry their value representation.</summary>
    public bool IsExplicit { get; private init; } = true;

    /// <summary>Whether numbers stand with their most significant byte first.</summary>
    public bool IsBigEndian { get; private init; }

    /// <summary>Whether the data set is deflated as a whole.</summary>
    public bool IsDeflated { get; private init; }

    /// <summary>Whether pixel data comes in fragments, one frame compressed at a time.</summary>
    public bool IsEncapsulated { get; private init; }

    /// <summary>Whether pixel values may differ from those acquired.</summary>
    public bool IsLossy { get; private init; }

    /// <summary>The transfer syntax with this UID, or null when it is not known by name.</summary>
    public static TransferSyntax? Find(string uid) => Known.FirstOrDefault(syntax => syntax.Uid == uid);

    /// <summary>
    /// A transfer syntax that has no name here. All that may come are explicit little endian before the pixel data (PS3.5 A.4).
    /// </summary>
    internal static TransferSyntax Unknown(string uid) =>
        Encapsulated(uid.Length <= 64 && uid.All(c => char.IsAsciiDigit(c) || c == '.') ? uid : "no UID", "Unknown transfer syntax");

    private static TransferSyntax Encapsulated(string uid, string name, bool lossy = false) =>
        new(uid, name) { IsEncapsulated = true, IsLossy = lossy };
}
