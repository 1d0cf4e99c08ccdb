namespace PatchFcn.Dicom.Writing;

/// <summary>Which run of which software and model made a result. It alone, with the source, decides every byte of the objects: no clock takes part.</summary>
/// <param name="Instance">Instance id of the run; the seed of every UID.</param>
/// <param name="SoftwareVersion">Version of this software.</param>
/// <param name="ModelName">Name of the model package.</param>
/// <param name="ModelVersion">Version of its weights.</param>
/// <param name="ModelSha256">SHA-256 of its network, lower-case hexadecimal.</param>
public sealed record ResultOrigin(string Instance, string SoftwareVersion, string ModelName, string ModelVersion, string ModelSha256)
{
    /// <summary>Name of this software, which is its manufacturer too.</summary>
    public const string Software = "PatchFcn";
}
