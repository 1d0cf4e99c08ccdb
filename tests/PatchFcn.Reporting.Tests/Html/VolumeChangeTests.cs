using PatchFcn.Reporting.Html;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Tests.Html;

/// <summary>R138: what has changed since an earlier study.</summary>
public sealed class VolumeChangeTests
{
    private static readonly ReportedPrior Prior = new("0123456789abcdef", 26, "density-baseline", "1.0.0", true, 0.8, true, 10, [new("sdh", 0.8, 4), new("iph", 0.4, 6)]);

    [Fact]
    public void Of_SameModel_IsTheChangeOfEveryClassAndOfAll()
    {
        var changes = VolumeChange.Of(SampleReports.Analyzed() with { Prior = Prior });

        Assert.Equal([("sdh", 21.0), ("edh", 0), ("iph", 0.25), ("sah-ivh", 0), (null, 21.25)], changes.Select(it => (it.Class, it.Change)));
    }

    [Fact]
    public void Of_AnotherModelOrNoneOrARefusal_IsNothing()
    {
        Assert.Empty(VolumeChange.Of(SampleReports.Analyzed() with { Prior = Prior with { SameModel = false } }));
        Assert.Empty(VolumeChange.Of(SampleReports.Analyzed()));
        Assert.Empty(VolumeChange.Of(SampleReports.NotAnalyzed() with { Prior = Prior }));
    }

    /// <summary>R337: what was not analysed would look like growth, or like healing.</summary>
    [Fact]
    public void Of_APartOfTheHeadInEither_IsNothing()
    {
        var report = SampleReports.Analyzed() with { Prior = Prior };

        Assert.Empty(VolumeChange.Of(report with { Prior = Prior with { InPart = true } }));
        Assert.Empty(VolumeChange.Of(report with { Warnings = [new("vertexNotCovered", "The vertex is missing.")] }));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(3.24, "+3.2")]
    [InlineData(-0.12, "−0.12")]
    public void Signed_AnyChange_HasItsSign(double change, string text) => Assert.Equal(text, PageFunctions.Signed(change));
}
