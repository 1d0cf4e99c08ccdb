namespace PatchFcn.Workflow;

/// <summary>The version that manifests and DICOM objects name.</summary>
public static class SoftwareVersion
{
    /// <summary>Major, minor and patch.</summary>
    public static string Current { get; } = typeof(SoftwareVersion).Assembly.GetName().Version!.ToString(3);
}
