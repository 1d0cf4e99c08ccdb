namespace PatchFcn.Core.Evaluation;

/// <summary>A two-sided confidence interval. All intervals of this room are 95 % ones.</summary>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>What is left to both tails together.</summary>
    internal const double Alpha = 0.05;

    /// <summary>The normal quantile that leaves <see cref="Alpha"/> / 2 above it.</summary>
    internal const double Z = 1.959963984540054;
}
