using CsCheck;
using PatchFcn.Phantoms.Randomness;

namespace PatchFcn.Phantoms.Tests.Randomness;

public sealed class PhantomRandomTests
{
    [Fact]
    public void NextUInt64_AfterTheGeneratorsState_FollowsFromTheSeedAlone()
    {
        var (first, second, other) = (new PhantomRandom(1, "a"), new PhantomRandom(1, "a"), new PhantomRandom(1, "b"));

        Assert.Equal(first.NextUInt64(), second.NextUInt64());
        Assert.NotEqual(first.NextUInt64(), other.NextUInt64());
    }

    [Fact]
    public void LogUniform_ManyDraws_SpreadEvenlyOverTheDecades()
    {
        var random = new PhantomRandom(1, "test");
        var draws = Enumerable.Range(0, 20000).Select(_ => random.LogUniform(0.1, 100)).ToArray();

        Assert.InRange(draws.Min(), 0.1, 0.102);
        Assert.InRange(draws.Max(), 98, 100);
        Assert.InRange(draws.Count(d => d < 1) / 20000.0, 0.32, 0.35);
        Assert.InRange(draws.Count(d => d > 10) / 20000.0, 0.32, 0.35);
    }

    [Fact]
    public void Normal_ManyDraws_HaveMeanAndDeviation()
    {
        var random = new PhantomRandom(2, "test");
        var draws = Enumerable.Range(0, 20000).Select(_ => random.Normal(5, 2)).ToArray();

        Assert.Equal(5, draws.Average(), 0.06);
        Assert.Equal(4, draws.Average(d => (d - 5) * (d - 5)), 0.15);
    }

    [Fact]
    public void SinDegrees_AnyAngle_EqualsTheLibrary() => Gen.Double[-180, 180].Sample(degrees =>
        Math.Abs(ExactMath.SinDegrees(degrees) - Math.Sin(degrees * Math.PI / 180)) < 1e-12
        && Math.Abs(ExactMath.CosDegrees(degrees) - Math.Cos(degrees * Math.PI / 180)) < 1e-12);

    [Fact]
    public void Exp_AnyNumber_EqualsTheLibrary() => Gen.Double[-30, 10].Sample(x => Math.Abs(ExactMath.Exp(x) / Math.Exp(x) - 1) < 1e-9);

    [Fact]
    public void At_GradientNoise_IsSmoothAndCentred()
    {
        var noise = new GradientNoise(7);
        var values = Enumerable.Range(0, 30000).Select(i => noise.At(i * 0.37f, i * 0.11f, i * 0.53f)).ToArray();

        Assert.Equal(0, values.Average(), 0.03f);
        Assert.InRange(values.Average(v => v * v), 0.03, 0.15);
        Gen.Float[-500, 500].Select(Gen.Float[-500, 500], Gen.Float[-500, 500])
            .Sample((x, y, z) => Math.Abs(noise.At(x + 0.001f, y, z) - noise.At(x, y, z)) < 0.01f);
    }
}
