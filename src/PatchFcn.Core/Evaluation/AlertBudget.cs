namespace PatchFcn.Core.Evaluation;

/// <summary>What an operating point costs and misses in a hospital: its measured sensitivity and specificity at another prevalence.</summary>
/// <param name="AlertsPerDay">Studies a day that reach the operating point.</param>
/// <param name="TrueAlertsPerDay">Those of them with a bleed.</param>
/// <param name="PositivePredictiveValue">Share of alerts with a bleed, 0..1; no value where nothing ever alerts.</param>
/// <param name="MissedPerYear">Bleeds in 365.25 days that do not reach the operating point.</param>
public sealed record AlertBudget(Estimate AlertsPerDay, Estimate TrueAlertsPerDay, Estimate? PositivePredictiveValue, Estimate MissedPerYear)
{
    private const double DaysPerYear = 365.25;

    /// <summary>Shares and numbers so small or so large that their products are no numbers any more belong to no hospital.</summary>
    private const double Least = 1e-9, MostStudiesPerDay = 1e6;

    /// <summary>
    /// Bayes' rule. The limits are those at the limits of both measured shares (Wilson's 95 % intervals) together, the worse with the worse and the better with the better: at
    /// least as wide as a 95 % interval. They hold for sampling alone, not for a hospital whose patients are others than those of the test set.
    /// </summary>
    /// <param name="sensitivity">Positives found among the positives of the test set, at least one.</param>
    /// <param name="specificity">Negatives left alone among the negatives of the test set, at least one.</param>
    /// <param name="prevalence">Share of studies with a bleed, between 0 and 1, neither included.</param>
    /// <param name="studiesPerDay">Head CTs a day, more than 0, at most a million.</param>
    /// <exception cref="UsageException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">Nothing was measured.</exception>
    public static AlertBudget Of(Proportion sensitivity, Proportion specificity, double prevalence, double studiesPerDay)
    {
        ThrowIfOutOfRange(prevalence, studiesPerDay);
        if (sensitivity is not { Value: { } sens, Wilson: { } sensRange } || specificity is not { Value: { } spec, Wilson: { } specRange })
            throw new ArgumentException("Sensitivity and specificity must have been measured.", nameof(sensitivity));

        var (bleeds, others) = (prevalence * studiesPerDay, (1 - prevalence) * studiesPerDay);
        return new(
            new(Alerts(sens, spec), new(Alerts(sensRange.Low, specRange.High), Alerts(sensRange.High, specRange.Low))),
            new(bleeds * sens, new(bleeds * sensRange.Low, bleeds * sensRange.High)),
            Alerts(sens, spec) > 0 ? new(Share(sens, spec), new(Share(sensRange.Low, specRange.Low), Share(sensRange.High, specRange.High))) : null,
            new(Missed(sens), new(Missed(sensRange.High), Missed(sensRange.Low))));

        double Alerts(double found, double left) => bleeds * found + others * (1 - left);
        double Share(double found, double left) => bleeds * found / Alerts(found, left);
        double Missed(double found) => DaysPerYear * bleeds * (1 - found);
    }

    /// <summary>Checks what a hospital says of itself.</summary>
    /// <param name="prevalence">Share of studies with a bleed, between 0 and 1, neither included.</param>
    /// <param name="studiesPerDay">Head CTs a day, more than 0, at most a million.</param>
    /// <exception cref="UsageException">A number is out of its range.</exception>
    public static void ThrowIfOutOfRange(double prevalence, double studiesPerDay)
    {
        if (!(prevalence >= Least && prevalence < 1))
            throw new UsageException("The prevalence must be between 0 and 1.");
        if (!(studiesPerDay >= Least && studiesPerDay <= MostStudiesPerDay))
            throw new UsageException("The studies per day must be more than 0 and at most a million.");
    }
}

/// <summary>A number and its 95 % limits.</summary>
/// <param name="Value">The number.</param>
/// <param name="Range">Its limits.</param>
public readonly record struct Estimate(double Value, Interval Range);
