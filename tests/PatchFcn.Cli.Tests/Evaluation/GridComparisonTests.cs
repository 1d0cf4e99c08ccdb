using PatchFcn.Cli.Evaluation;

namespace PatchFcn.Cli.Tests.Evaluation;

/// <summary>R385: two grids on the same cases.</summary>
public sealed class GridComparisonTests
{
    private static readonly JudgedCase[] Cases =
    [
        Case("a", true, 0.9, new OtherGrid(0.6, 0.9)), Case("b", true, 0.6, new OtherGrid(0.3, 0.5)),
        Case("c", false, 0.2, new OtherGrid(0.1, null)), Case("d", false, 0.1, new OtherGrid(0.35, null)),
    ];

    [Fact]
    public void Of_EachGridAtItsOwnThreshold_CountsEqualDecisions()
    {
        var found = GridComparison.Of("dense", Cases, 0.5, 0.4);

        Assert.Equal((3, 4), (found.SameDecision.Successes, found.SameDecision.Trials));
        Assert.Equal((1, 2, 2, 2), (found.OperatingPoint.TruePositives, found.OperatingPoint.Positives, found.OperatingPoint.TrueNegatives, found.OperatingPoint.Negatives));
        Assert.Equal((1, 0.75), (found.Auc!.Area, found.Auc.OtherArea));
    }

    [Fact]
    public void Of_EmptyMasksOfBothGrids_CountAsOne()
    {
        var found = GridComparison.Of("dense", Cases, 0.5, 0.4);

        Assert.Equal(0.85, found.MeanDice!.Value, 1e-12);
        Assert.Equal((0.95, 0.5, 2), (found.MedianDice!.Value, found.LeastDice!.Value, found.Marked));
        Assert.Equal(0.7, found.MeanDiceMarked!.Value, 1e-12);
    }

    [Fact]
    public void Of_NoCases_HasNoFigures()
    {
        var found = GridComparison.Of("dense", [], 0.5, 0.4);

        Assert.Equal((null, null, null, 0), (found.MeanDice, found.Auc, found.SameDecision.Value, found.Marked));
    }

    private static JudgedCase Case(string name, bool positive, double score, OtherGrid against)
    {
        var made = Made.Case(name, positive, score);
        return made with { Result = made.Result with { Against = against } };
    }
}
