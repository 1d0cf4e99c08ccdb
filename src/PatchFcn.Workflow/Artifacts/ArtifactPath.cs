using System.Text.RegularExpressions;
using PatchFcn.Core;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>Keeps artifact paths inside their store.</summary>
internal static partial class ArtifactPath
{
    /// <summary>The path itself, if it is one that every store can take.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public static string Checked(string path) =>
        Allowed().IsMatch(path) && !Array.Exists(path.Split('/'), segment => segment is "." or "..")
            ? path
            : throw new UsageException("An artifact path is made of plain relative segments.");

    [GeneratedRegex(@"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*\z")]
    private static partial Regex Allowed();
}
