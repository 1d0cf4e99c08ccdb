namespace PatchFcn.Workflow.Hosting;

/// <summary>What every answer of every host says to a browser. <c>docs/security.md</c> says against what.</summary>
public static class AnswerHeaders
{
    /// <summary>The headers of an answer.</summary>
    /// <param name="contentType">Its media type; null where it has no body. Pages say themselves which scripts they have; anything else has none.</param>
    public static IEnumerable<KeyValuePair<string, string>> For(string? contentType) =>
    [
        new(
            "Content-Security-Policy",
            contentType?.StartsWith("text/html", StringComparison.Ordinal) == true
                ? "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"
                : "default-src 'none'; frame-ancestors 'none'; sandbox"),
        new("X-Frame-Options", "DENY"),
        new("X-Content-Type-Options", "nosniff"),
        new("Cache-Control", "no-store"),
        new("Referrer-Policy", "no-referrer"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        new("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ];
}
