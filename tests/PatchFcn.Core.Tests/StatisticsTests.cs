namespace PatchFcn.Core.Tests;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(new[] { 3.0, 1, 2 }, 2)]
    [InlineData(new[] { 4.0, 1, 3, 2 }, 2.5)]
    [InlineData(new double[0], 0)]
    public void Median_AnyNumberOfValues_IsTheMiddle(double[] values, double median) => Assert.Equal(median, Statistics.Median(values));

    [Fact]
    public void Variance_Sample_IsDividedByOneLess() => Assert.Equal(5.0 / 3, Statistics.Variance([1, 2, 3, 4]), 12);
}
