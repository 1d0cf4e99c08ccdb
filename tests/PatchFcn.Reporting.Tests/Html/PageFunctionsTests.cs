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

    /// <summary>R359: beside slices 21 to 22.</summary>
    [Fact]
    public void TagTitle_SingleSlice_IsNotASourceSlice() => Assert.Equal("on one analysed slab only", PageFunctions.TagTitle(ReasonTag.SingleSlice));

    [Fact]
    public void TagTitle_UnknownTag_StaysAsItIs() => Assert.Equal("ofALaterVersion", PageFunctions.TagTitle("ofALaterVersion"));
}
