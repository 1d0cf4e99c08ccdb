using PatchFcn.Core.Aggregation;
using PatchFcn.Reporting.Html;

namespace PatchFcn.Reporting.Tests.Html;

public sealed class PageFunctionsTests
{
    [Fact]
    public void TagTitle_EveryTagOfTheCatalogue_IsInWords() =>
        Assert.All(
            typeof(ReasonTag).GetFields().Select(tag => (string)tag.GetRawConstantValue()!),
            tag => Assert.NotEqual(tag, PageFunctions.TagTitle(tag)));

    [Fact]
    public void TagTitle_UnknownTag_StaysAsItIs() => Assert.Equal("ofALaterVersion", PageFunctions.TagTitle("ofALaterVersion"));

    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.0, "0")]
    [InlineData(0.0013, "< 0.01")]
    [InlineData(0.04, "0.04")]
    [InlineData(12.34, "12.3")]
    public void Millilitres_SmallVolume_DoesNotLookLikeNone(double? volume, string text) => Assert.Equal(text, PageFunctions.Millilitres(volume));
}
