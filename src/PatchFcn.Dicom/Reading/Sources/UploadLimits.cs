namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>What an upload may cost. All counts are enforced while reading; what archives announce is not trusted.</summary>
public sealed record UploadLimits
{
    /// <summary>Files in the upload; a trauma CT with all its reconstructions has up to about 5,000.</summary>
    public int Files { get; init; } = 20_000;

    /// <summary>Bytes of one file; an enhanced CT of 1,000 frames has 0.5 GiB.</summary>
    public long FileBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of all files together, unpacked.</summary>
    public long TotalBytes { get; init; } = 8L << 30;

    /// <summary>
    /// How many bytes an archive entry may become for each packed byte, once it is larger than <see cref="FreeExpansionBytes"/>.
    /// </summary>
    public int Expansion { get; init; } = 100;

    /// <summary>Size up to which the expansion of an archive entry is not looked at: an empty slice packs a thousandfold.</summary>
    public long FreeExpansionBytes { get; init; } = 4L << 20;
}
