namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// Tells requests that a page of another site made a browser send. Such a page cannot read an answer, but without this it could give verdicts in a reader's name wherever the
/// browser signs in by itself. Programs that are no browser send neither header and pass.
/// </summary>
public static class RequestGuard
{
    /// <summary>The largest body that is read, bytes: a verdict with a long comment is far smaller.</summary>
    public const int LargestBody = 64 * 1024;

    /// <summary>Whether a request comes from another site.</summary>
    /// <param name="origin">Its header <c>Origin</c>; null or empty where it has none.</param>
    /// <param name="fetchSite">Its header <c>Sec-Fetch-Site</c>; null or empty where it has none.</param>
    /// <param name="authority">Host and port that it asks for.</param>
    public static bool IsForeign(string? origin, string? fetchSite, string authority) =>
        (!string.IsNullOrEmpty(fetchSite) && fetchSite is not ("same-origin" or "none"))
        || (!string.IsNullOrEmpty(origin) && !(Uri.TryCreate(origin, UriKind.Absolute, out var site) && string.Equals(site.Authority, authority, StringComparison.OrdinalIgnoreCase)));
}
