namespace PatchFcn.Workflow;

/// <summary>Addresses of webhooks and archives.</summary>
public static class WebAddress
{
    /// <summary>Whether a text is an address that begins with <c>http://</c> or <c>https://</c>.</summary>
    public static bool IsOne(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && IsOne(address);

    /// <summary>Whether an address begins with <c>http://</c> or <c>https://</c>.</summary>
    public static bool IsOne(Uri address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" };
}
