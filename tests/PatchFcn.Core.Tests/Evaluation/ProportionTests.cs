using CsCheck;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

/// <summary>R61.</summary>
public sealed class ProportionTests
{
    /// <summary>Values of SciPy 1.10: <c>binomtest(k, n).proportion_ci(0.95, 'wilson' | 'exact')</c>.</summary>
    [Theory]
    [InlineData(24, 25, 0.8045593626380626, 0.9929037664980128, 0.796483086077586, 0.9989878003006777)]
    [InlineData(153, 175, 0.8169971011110271, 0.9154952463783779, 0.8158725034496733, 0.9195110721210052)]
    [InlineData(0, 10, 0.0, 0.27753279986288926, 0.0, 0.30849710781876294)]
    [InlineData(10, 10, 0.7224672001371109, 1.0, 0.6915028921812371, 1.0)]
    [InlineData(1, 1, 0.20654931437723745, 1.0, 0.025, 1.0)]
    [InlineData(7, 20, 0.1811918241010821, 0.5671457233147637, 0.1539092047845412, 0.5921885345328283)]
    [InlineData(500, 1000, 0.4690696003681042, 0.5309303996318958, 0.46854917297179194, 0.531450827028208)]
    public void Intervals_KnownCounts_AreThoseOfSciPy(int successes, int trials, double wilsonLow, double wilsonHigh, double exactLow, double exactHigh)
    {
        var proportion = new Proportion(successes, trials);

        AssertClose(wilsonLow, wilsonHigh, proportion.Wilson!.Value);
        AssertClose(exactLow, exactHigh, proportion.ClopperPearson!.Value);
    }

    [Fact]
    public void Intervals_NoTrials_AreNullAndNotNaN() =>
        Assert.Equal((null, null, null), (new Proportion(0, 0).Value, new Proportion(0, 0).Wilson, new Proportion(0, 0).ClopperPearson));

    [Fact]
    public void Intervals_AnyCounts_HoldTheShareAndMirror() =>
        (from trials in Gen.Int[1, 400] from successes in Gen.Int[0, trials] select new Proportion(successes, trials)).Sample(proportion =>
        {
            var rest = new Proportion(proportion.Trials - proportion.Successes, proportion.Trials);
            foreach (var (own, other) in new[] { (proportion.Wilson, rest.Wilson), (proportion.ClopperPearson, rest.ClopperPearson) })
            {
                Assert.InRange(proportion.Value!.Value, own!.Value.Low, own.Value.High);
                AssertClose(1 - other!.Value.High, 1 - other.Value.Low, own.Value);
            }
        });

    private static void AssertClose(double low, double high, Interval interval)
    {
        Assert.Equal(low, interval.Low, 1e-10);
        Assert.Equal(high, interval.High, 1e-10);
    }
}
