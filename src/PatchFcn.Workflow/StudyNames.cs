using PatchFcn.Core.Hashing;

namespace PatchFcn.Workflow;

/// <summary>Names of studies and instances in paths and events: hashes, so that no identifier of a patient is in them.</summary>
public static class StudyNames
{
    /// <summary>First 16 hexadecimal digits of SHA-256 of a text.</summary>
    public static string Short(string text) => Digest.Of(text)[..16];

    /// <summary>The two names that the path of a result is made of.</summary>
    internal static (string Study, string Instance) PartsOf(string resultPath) => (resultPath.Split('/')[0], resultPath.Split('/')[1]);
}
