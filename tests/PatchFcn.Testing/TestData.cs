namespace PatchFcn.Testing;

/// <summary>Finds the scans that are kept beside the repository, in <c>../shared/data</c>.</summary>
public static class TestData
{
    /// <summary>Root of the repository.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>Folder of the data sets; it may not exist. The variable <c>PATCHFCN_TEST_DATA</c> names another place.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("PATCHFCN_TEST_DATA") ?? Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "data"));

    /// <summary>Full path of a file or folder of the data sets, which may not exist.</summary>
    public static string Locate(string relativePath) => Path.Combine(Root, relativePath);

    /// <summary>Whether this file or folder of the data sets is there.</summary>
    public static bool Has(string relativePath) => Path.Exists(Locate(relativePath));

    /// <summary>What a test says that skips because the data are absent.</summary>
    public static string Missing(string relativePath) =>
        $"needs {relativePath} in {Root}, which is not part of the repository (set PATCHFCN_TEST_DATA to where it is)";

    private static string FindRepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PatchFcn.Functions.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run from within the repository.");
    }
}
