namespace PatchFcn.Core.Aggregation;

/// <summary>All that is said about the hemorrhage in a study.</summary>
/// <param name="Score">Score of the study, 0..1: the maximum patch score.</param>
/// <param name="VolumeMl">Volume of the mask, mL, specks included.</param>
/// <param name="Classes">Score and volume of every class of the model, in its order.</param>
/// <param name="Findings">The findings, the largest first.</param>
/// <param name="Unlisted">Components of the mask that are too small to be listed.</param>
/// <param name="Slices">Score and area of every source slice.</param>
public sealed record StudyFindings(
    double Score,
    double VolumeMl,
    IReadOnlyList<ClassFindings> Classes,
    IReadOnlyList<Finding> Findings,
    UnlistedSpecks Unlisted,
    IReadOnlyList<SliceFindings> Slices)
{
    /// <summary>Whether the study is positive: its score is at or above the threshold of the operating point.</summary>
    public bool IsPositive(double threshold) => Score >= threshold;
}

/// <summary>One class of the model over the whole study.</summary>
/// <param name="Name">Class name of the model.</param>
/// <param name="Score">Highest patch score of the class, 0..1.</param>
/// <param name="VolumeMl">Volume labelled with the class, mL.</param>
public sealed record ClassFindings(string Name, double Score, double VolumeMl);

/// <summary>One source slice.</summary>
/// <param name="Score">Highest score of the patches of the analysis slice it belongs to, 0..1; null where there is no brain to score: beyond the head, or where it was not analysed.</param>
/// <param name="AreaMm2">Area of the mask on it, mm².</param>
public sealed record SliceFindings(double? Score, double AreaMm2);

/// <summary>Components of the mask below the minimum size.</summary>
/// <param name="Count">How many.</param>
/// <param name="VolumeMl">Their volume together, mL.</param>
public sealed record UnlistedSpecks(int Count, double VolumeMl);
