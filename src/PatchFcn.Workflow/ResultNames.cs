namespace PatchFcn.Workflow;

/// <summary>Names of the files and folders of a result.</summary>
public static class ResultNames
{
    /// <summary>All that is said about the study, for programs.</summary>
    public const string Report = "report.json";

    /// <summary>The same for people.</summary>
    public const string Page = "report.html";

    /// <summary>The map of hemorrhage.</summary>
    public const string Probability = "probability.nii.gz";

    /// <summary>The same for hospital systems.</summary>
    public const string Fhir = "fhir.json";

    /// <summary>Folder of pictures with what was marked.</summary>
    public const string Overlays = "overlays";

    /// <summary>What was marked, for archives.</summary>
    public const string Segmentation = "segmentation.dcm";

    /// <summary>The map for archives.</summary>
    public const string Fractional = "probability.dcm";

    /// <summary>Volumes and sizes for archives.</summary>
    public const string Measurements = "measurements.dcm";

    /// <summary>The images that show findings, for archives.</summary>
    public const string KeyObjects = "keyobjects.dcm";

    /// <summary>Folder of pictures for archives.</summary>
    public const string Captures = "captures";

    /// <summary>What seals the others. Where there is none the result is not finished.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>Folder of what was told of the study; outside the seal, as the two that follow.</summary>
    public const string Events = "events";

    /// <summary>Folder of what readers said.</summary>
    public const string Verdicts = "verdicts";

    /// <summary>What became of the delivery to an archive.</summary>
    public const string Delivery = "delivery.json";

    private static readonly HashSet<string> OfFormats = [.. Enum.GetValues<ResultFormat>().Select(Of)];

    /// <summary>The file, or the folder of files, that a format is.</summary>
    public static string Of(ResultFormat format) => format switch
    {
        ResultFormat.Json => Report,
        ResultFormat.Html => Page,
        ResultFormat.Fhir => Fhir,
        ResultFormat.Overlays => Overlays,
        ResultFormat.Probability => Probability,
        ResultFormat.Segmentation => Segmentation,
        ResultFormat.Measurements => Measurements,
        ResultFormat.KeyObjects => KeyObjects,
        ResultFormat.Captures => Captures,
        ResultFormat.Fractional => Fractional,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This format has no name."),
    };

    /// <summary>Whether a file, named as it lies below the result, is one that a format writes: no event, no verdict, and nothing that somebody else has put there.</summary>
    public static bool IsOfAFormat(string name) => OfFormats.Contains(name.Split('/')[0]);
}
