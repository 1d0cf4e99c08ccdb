using System.Globalization;

namespace PatchFcn.Dicom.Writing;

/// <summary>Which run of which software and model made a result. It alone, with the source, decides every byte of the objects: no clock takes part.</summary>
/// <param name="Instance">Instance id of the run; the seed of every UID.</param>
/// <param name="SoftwareVersion">Version of this software.</param>
/// <param name="ModelName">Name of the model package.</param>
/// <param name="ModelVersion">Version of its weights.</param>
/// <param name="ModelSha256">SHA-256 of its network, lower-case hexadecimal.</param>
/// <param name="IntendedUse"><c>demonstration</c>, <c>research</c> or <c>clinical</c>.</param>
/// <param name="Threshold">The operating point that scores are held against, 0..1.</param>
public sealed record ResultOrigin(
    string Instance, string SoftwareVersion, string ModelName, string ModelVersion, string ModelSha256, string IntendedUse, double Threshold)
{
    /// <summary>Algorithm Parameters (0066,0032) and those of TID 4019: what the model is meant for, and what its scores are held against.</summary>
    public string AlgorithmParameters =>
        string.Create(CultureInfo.InvariantCulture, $"intendedUse={IntendedUse};threshold={Threshold:0.######};sha256={ModelSha256}");

    /// <summary>Name of this software, which is its manufacturer too.</summary>
    public const string Software = "PatchFcn";
}
