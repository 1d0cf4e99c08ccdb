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
}
