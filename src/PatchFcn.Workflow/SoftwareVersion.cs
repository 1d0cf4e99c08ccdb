namespace PatchFcn.Workflow;

/// <summary>The version that manifests and DICOM objects name.</summary>
internal static class SoftwareVersion
{
    public static string Current { get; } = typeof(SoftwareVersion).Assembly.GetName().Version!.ToString(3);
}
