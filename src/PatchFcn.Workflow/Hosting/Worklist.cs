namespace PatchFcn.Workflow.Hosting;

/// <summary>The page of every host.</summary>
public static class Worklist
{
    /// <summary>All of it, in one document.</summary>
    public static string Html { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(Worklist).Assembly.GetManifestResourceStream("Worklist.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
