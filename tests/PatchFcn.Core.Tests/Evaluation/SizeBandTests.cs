using CsCheck;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

public sealed class SizeBandTests
{
    [Fact]
    public void All_AnyVolume_IsInOneBand() =>
        Gen.Double[0, 200].Sample(volume => Assert.Single(SizeBand.All, band => band.Holds(volume)));

    [Fact]
    public void Name_OfAll_ReadsAsWritten() =>
        Assert.Equal(["< 1 mL", "1–3 mL", "3–5 mL", "5–10 mL", "10–30 mL", "≥ 30 mL"], SizeBand.All.Select(band => band.Name));
}
