using CsCheck;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

/// <summary>R137: what an operating point costs and misses.</summary>
public sealed class AlertBudgetTests
{
    private static readonly Gen<Proportion> Shares = Gen.Int[1, 500].SelectMany(trials => Gen.Int[0, trials].Select(successes => new Proportion(successes, trials)));

    private static readonly Gen<(Proportion Sensitivity, Proportion Specificity, double Prevalence, double Studies)> Cases =
        Gen.Select(Shares, Shares, Gen.Double[0.001, 0.999], Gen.Double[0.1, 10_000]);

    [Fact]
    public void Of_AnyPoint_CountsEveryBleedOnce() => Cases.Sample(it =>
    {
        var budget = AlertBudget.Of(it.Sensitivity, it.Specificity, it.Prevalence, it.Studies);

        var bleeds = it.Prevalence * it.Studies;
        Assert.Equal(bleeds, budget.TrueAlertsPerDay.Value + budget.MissedPerYear.Value / 365.25, bleeds * 1e-9);
        if (budget.PositivePredictiveValue is { } ppv)
            Assert.Equal(budget.TrueAlertsPerDay.Value, ppv.Value * budget.AlertsPerDay.Value, bleeds * 1e-9);
        Assert.InRange(budget.AlertsPerDay.Value, budget.TrueAlertsPerDay.Value, it.Studies);
    });

    [Fact]
    public void Of_AnyPoint_LiesWithinItsLimits() => Cases.Sample(it =>
    {
        var budget = AlertBudget.Of(it.Sensitivity, it.Specificity, it.Prevalence, it.Studies);

        Assert.All(
            new[] { budget.AlertsPerDay, budget.TrueAlertsPerDay, budget.MissedPerYear, budget.PositivePredictiveValue ?? default },
            estimate => Assert.InRange(estimate.Value, estimate.Range.Low - 1e-9, estimate.Range.High + 1e-9));
        Assert.All(budget.PositivePredictiveValue is { } ppv ? [ppv] : Array.Empty<Estimate>(), it => Assert.True(it.Range is { Low: >= 0, High: <= 1 }));
    });

    [Fact]
    public void Of_MoreBleeds_MakesAlertsMoreOftenRight() => Cases.Where(it => it.Prevalence < 0.5).Sample(it =>
    {
        var few = AlertBudget.Of(it.Sensitivity, it.Specificity, it.Prevalence, it.Studies).PositivePredictiveValue?.Value;
        var many = AlertBudget.Of(it.Sensitivity, it.Specificity, 2 * it.Prevalence, it.Studies).PositivePredictiveValue?.Value;

        Assert.True(few is null || many >= few);
    });

    [Fact]
    public void Of_KnownNumbers_IsBayesRule()
    {
        // Of 100 studies 10 bleed: 9 are found, and 9 of the other 90 alert.
        var budget = AlertBudget.Of(new(90, 100), new(90, 100), 0.1, 100);

        Assert.Equal(18, budget.AlertsPerDay.Value, 1e-9);
        Assert.Equal(0.5, budget.PositivePredictiveValue!.Value.Value, 1e-9);
        Assert.Equal(365.25, budget.MissedPerYear.Value, 1e-9);
    }

    [Fact]
    public void Of_NothingEverAlerts_HasNoPredictiveValue() => Assert.Null(AlertBudget.Of(new(0, 10), new(10, 10), 0.1, 100).PositivePredictiveValue);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(double.NaN, 10)]
    [InlineData(0.1, 0)]
    [InlineData(1e-320, 10)]
    [InlineData(0.1, 1e308)]
    [InlineData(0.1, double.PositiveInfinity)]
    public void Of_NumbersOutOfRange_Throws(double prevalence, double studies) =>
        Assert.Throws<UsageException>(() => AlertBudget.Of(new(1, 2), new(1, 2), prevalence, studies));

    [Fact]
    public void Of_NothingMeasured_Throws() => Assert.Throws<ArgumentException>(() => AlertBudget.Of(new(0, 0), new(1, 2), 0.1, 10));
}
