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

    /// <summary>Files and folders that <see cref="ResultFormat"/> stands for.</summary>
    private static readonly HashSet<string> OfFormats =
        [Report, Page, Probability, "fhir.json", "overlays", "segmentation.dcm", "measurements.dcm", "keyobjects.dcm", "captures", "probability.dcm"];

    /// <summary>Whether a file, named as it lies below the result, is one that a format writes: no event, no verdict, and nothing that somebody else has put there.</summary>
    public static bool IsOfAFormat(string name) => OfFormats.Contains(name.Split('/')[0]);
}
