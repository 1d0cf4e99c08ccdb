using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Tests.Reports;

public sealed class MillilitresTests
{
    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.0, "0")]
    [InlineData(0.0013, "< 0.01")]
    [InlineData(0.04, "0.04")]
    [InlineData(12.34, "12.3")]
    public void Text_SmallVolume_DoesNotLookLikeNone(double? volume, string text) => Assert.Equal(text, Millilitres.Text(volume));
}
