using CsCheck;
using PatchFcn.Core.Aggregation;

namespace PatchFcn.Core.Tests.Aggregation;

public sealed class ProbabilityMapTests
{
    [Fact]
    public void Quantize_AnyProbability_IsOver127ExactlyWhereItIsOverAHalf() =>
        Gen.OneOf(Gen.Float[0, 1], Gen.Float[0.499f, 0.501f], Gen.Const(0.5f), Gen.Const(MathF.BitIncrement(0.5f)))
            .Sample(p => ProbabilityMap.Quantize(p) > 127 == p > 0.5f);

    [Fact]
    public void Quantize_AnyTwoProbabilities_KeepsTheirOrder() =>
        Gen.Select(Gen.Float[0, 1], Gen.Float[0, 1]).Sample((a, b) => a > b || ProbabilityMap.Quantize(a) <= ProbabilityMap.Quantize(b));

    [Fact]
    public void Probability_OfAQuantisedValue_IsWithinHalfAStep() =>
        Gen.Float[0, 1].Sample(p => Math.Abs(ProbabilityMap.Probability(ProbabilityMap.Quantize(p)) - p) <= 0.5001 / 255);

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(1f, 255)]
    [InlineData(-0.1f, 0)]
    [InlineData(1.0001f, 255)]
    public void Quantize_EndsOfTheRange_AreTheEndsOfTheByte(float probability, byte expected) =>
        Assert.Equal(expected, ProbabilityMap.Quantize(probability));
}
