namespace PatchFcn.Workflow;

/// <summary>Names of the result files that more than their writer speaks of; <see cref="ResultFormat"/> has all that are written.</summary>
public static class ResultNames
{
    /// <summary>All that is said about the study, for programs.</summary>
    public const string Report = "report.json";

    /// <summary>The same for people.</summary>
    public const string Page = "report.html";

    /// <summary>The map of hemorrhage.</summary>
    public const string Probability = "probability.nii.gz";

    /// <summary>What seals the others. Where there is none the result is not finished.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>Folder of what was told of the study; outside the seal, as the two that follow.</summary>
    public const string Events = "events";

    /// <summary>Folder of what readers said.</summary>
    public const string Verdicts = "verdicts";

    /// <summary>What became of the delivery to an archive.</summary>
    public const string Delivery = "delivery.json";
}
