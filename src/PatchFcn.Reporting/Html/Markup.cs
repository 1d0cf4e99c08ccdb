namespace PatchFcn.Reporting.Html;

/// <summary>HTML that was made by this room and goes to the page as it is. Anything that is not of this type is escaped on its way there.</summary>
internal sealed record Markup(string Html);
