namespace PatchFcn.Cli.Watching;

/// <summary>The worklist page.</summary>
internal static class WatchPage
{
    /// <summary>All of it, in one document.</summary>
    public static string Html { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(WatchPage).Assembly.GetManifestResourceStream("WatchPage.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
