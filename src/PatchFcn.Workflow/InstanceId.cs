using PatchFcn.Core.Hashing;

namespace PatchFcn.Workflow;

/// <summary>The id of a run: the same input, model and settings have the same id, whenever and wherever they run.</summary>
public static class InstanceId
{
    /// <summary>SHA-256 over what was uploaded and all that changes a result, lower-case hexadecimal.</summary>
    public static string Of(string identity, AnalysisSettings settings) =>
        Digest.Of(string.Join('\n', identity, settings.Model.Name, settings.Model.Sha256, settings.Model.ManifestSha256, settings.Grid, settings.OperatingPoint)
            + (settings.Fractional ? "\nfractional" : "") + (settings.Deidentify ? "\ndeidentified" : ""));
}
