using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;
using SkiaSharp;

namespace PatchFcn.Reporting.Tests.Images;

public sealed class AnnotationsTests
{
    [Fact]
    public void Text_MachineWithoutFonts_IsNotBlankAndEveryLetterHasItsOwnShape()
    {
        var shapes = "RLAPHF0123456789/+-.".Select(letter => Convert.ToHexString(Draw(letter.ToString()))).ToList();

        Assert.All(shapes, shape => Assert.Contains("FF", shape, StringComparison.Ordinal));
        Assert.Equal(shapes.Count, shapes.Distinct().Count());
    }

    [Fact]
    public void Text_AnyStyleTitle_HasAGlyphForEveryLetter()
    {
        using var typeface = SKTypeface.FromStream(EmbeddedResource.Open("B612-Bold.otf"));

        Assert.All(SampleImages.Classes, name => Assert.True(typeface.ContainsGlyphs(ClassStyle.Of(name).Title), name));
    }

    private static byte[] Draw(string text)
    {
        using var surface = SKSurface.Create(new SKImageInfo(32, 32, SKColorType.Gray8, SKAlphaType.Opaque));
        new Annotations(surface.Canvas).Text(text, 4, 24, 20);
        using var pixels = surface.PeekPixels();
        return pixels.GetPixelSpan().ToArray();
    }
}
