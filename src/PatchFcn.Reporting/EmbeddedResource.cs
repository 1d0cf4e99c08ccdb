namespace PatchFcn.Reporting;

/// <summary>Files that are built into the assembly: the font and the parts of the page.</summary>
internal static class EmbeddedResource
{
    /// <summary>Opens a resource by its file name.</summary>
    /// <exception cref="FileNotFoundException">There is none of this name.</exception>
    internal static Stream Open(string name) =>
        typeof(EmbeddedResource).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"No resource is called {name}.");

    /// <summary>The text of a resource.</summary>
    internal static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }
}
