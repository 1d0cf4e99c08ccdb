using System.Security.Cryptography;
using System.Text;

namespace PatchFcn.Workflow.Hosting.Pages;

/// <summary>
/// The pages of every host. Each is one document with its style and scripts inside, so that a host has to serve nothing else and a key in the address is asked for once; a content
/// security policy lets nothing else run. They hold no data: scripts read it from the HTTP interface and show it as text, never as markup.
/// </summary>
public static class HostPages
{
    /// <summary>The media type of the pages, those of results included.</summary>
    public const string ContentType = "text/html; charset=utf-8";

    /// <summary><c>/</c>: studies, the most urgent first.</summary>
    public static string Worklist { get; } = Compose("Worklist", "worklist");

    /// <summary><c>/verdicts</c>: what readers said, by site and scanner.</summary>
    public static string Verdicts { get; } = Compose("Verdicts", "verdicts");

    /// <summary><c>/alert-budget</c>: alerts, their worth, and what is missed.</summary>
    public static string AlertBudget { get; } = Compose("Alert budget", "budget");

    private static string Compose(string title, string name)
    {
        var (style, script) = (Read("pages.css"), Read("host.js") + Read(name + ".js"));
        return Read("frame.html")
            .Replace("$title", title, StringComparison.Ordinal)
            .Replace("$styleHash", Hash(style), StringComparison.Ordinal)
            .Replace("$scriptHash", Hash(script), StringComparison.Ordinal)
            .Replace("$body", Read(name + ".html"), StringComparison.Ordinal)
            .Replace("$style", style, StringComparison.Ordinal)
            .Replace("$script", script, StringComparison.Ordinal);
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        using var stream = typeof(HostPages).Assembly.GetManifestResourceStream("Pages/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
