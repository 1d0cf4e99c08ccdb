using CsCheck;
using PatchFcn.Reporting.Html;

namespace PatchFcn.Reporting.Tests.Html;

public sealed class HuCodesTests
{
    [Fact]
    public void Hu_HasOneAscendingValuePerByte()
    {
        Assert.Equal(256, HuCodes.Hu.Length);
        Assert.Equal(HuCodes.Hu.Distinct().Order(), HuCodes.Hu);
    }

    [Fact]
    public void Encode_BrainAndBlood_IsExact() =>
        Assert.All(Enumerable.Range(-20, 111), hu => Assert.Equal(hu, HuCodes.Hu[HuCodes.Encode((short)hu)]));

    [Fact]
    public void Encode_AnyDensity_IsTheNearestCode() =>
        Gen.Short.Sample(hu =>
        {
            var nearest = HuCodes.Hu.Min(code => Math.Abs(code - hu));
            Assert.Equal(nearest, Math.Abs(HuCodes.Hu[HuCodes.Encode(hu)] - hu));
        });
}
