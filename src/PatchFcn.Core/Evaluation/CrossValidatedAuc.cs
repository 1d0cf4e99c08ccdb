namespace PatchFcn.Core.Evaluation;

/// <summary>The area under the ROC curve in cross-validation.</summary>
/// <param name="Folds">The area in every fold, in their order.</param>
/// <param name="Mean">Mean over the folds.</param>
/// <param name="Sd">Sample standard deviation over the folds (n − 1): the ± of the paper's table 1 as we read it.</param>
/// <param name="Pooled">All held-out cases on one curve; it takes for granted that the scores of the folds' models are on one scale.</param>
public sealed record CrossValidatedAuc(IReadOnlyList<double> Folds, double Mean, double Sd, AucEstimate Pooled)
{
    /// <summary>The areas of the folds; null where a fold lacks positive or negative cases (<see cref="Undefined"/>).</summary>
    /// <param name="folds">The held-out cases of every fold, at least 2 folds.</param>
    public static CrossValidatedAuc? Of(IReadOnlyList<IReadOnlyCollection<ScoredCase>> folds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds.Count, 2, nameof(folds));
        if (folds.Any(fold => Undefined.Why(fold) is not null))
            return null;
        double[] areas = [.. folds.Select(fold => RocCurve.Of(fold)!.Area)];
        var mean = areas.Average();
        var sd = Math.Sqrt(areas.Sum(area => (area - mean) * (area - mean)) / (areas.Length - 1));
        return new CrossValidatedAuc(areas, mean, sd, AucEstimate.Of([.. folds.SelectMany(fold => fold)])!);
    }
}
