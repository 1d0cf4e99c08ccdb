using SkiaSharp;

namespace PatchFcn.Reporting.Images;

/// <summary>The font of all pictures. It is built in, because servers have none and text would be blank.</summary>
public static class ReportFont
{
    /// <summary>What the font is called.</summary>
    public const string Name = "B612";

    private const string Resource = "B612-Bold.otf";

    /// <summary>The font itself.</summary>
    public static SKTypeface Typeface { get; } = SKTypeface.FromStream(EmbeddedResource.Open(Resource))
        ?? throw new InvalidOperationException($"The built-in font {Resource} cannot be read.");
}
