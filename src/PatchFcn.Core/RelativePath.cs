namespace PatchFcn.Core;

/// <summary>Names of files below a folder, the same on every system.</summary>
public static class RelativePath
{
    /// <summary>The path from a folder to a file below it, with forward slashes. A backslash separates on Windows alone; elsewhere it is part of a name.</summary>
    public static string Of(string folder, string file) => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
}
