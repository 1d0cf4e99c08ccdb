using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

/// <summary>R64.</summary>
public sealed class CrossValidatedAucTests
{
    [Fact]
    public void Of_ThreeFolds_IsMeanAndSampleDeviationAndThePooledArea()
    {
        var auc = CrossValidatedAuc.Of([Cohorts.Of([0.9], [0.1]), Cohorts.Of([0.5], [0.5]), Cohorts.Of([0.8, 0.3], [0.2, 0.6])])!;

        Assert.Equal([1, 0.5, 0.75], auc.Folds);
        Assert.Equal(0.75, auc.Mean, 1e-12);
        Assert.Equal(0.25, auc.Sd, 1e-12);
        Assert.Equal((4 + 2.5 + 4 + 2) / 16, auc.Pooled.Value, 1e-12);
    }

    [Fact]
    public void Of_FoldWithoutPositives_IsNull() =>
        Assert.Null(CrossValidatedAuc.Of([Cohorts.Of([0.9], [0.1]), Cohorts.Of([], [0.5])]));
}
