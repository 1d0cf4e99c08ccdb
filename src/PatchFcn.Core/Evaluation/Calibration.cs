namespace PatchFcn.Core.Evaluation;

/// <summary>Whether scores mean what they say: of the cases with score 0.8, are 80 % positive?</summary>
/// <param name="Bins">The ten tenths of the score range that hold a case, the lowest first.</param>
/// <param name="ExpectedError">Expected calibration error: mean distance of score and share of positives over the bins, weighted by cases, 0..1.</param>
/// <param name="Brier">Brier score: mean squared distance of score and truth (1 or 0), 0..1.</param>
public sealed record Calibration(IReadOnlyList<CalibrationBin> Bins, double ExpectedError, double Brier)
{
    private const int Count = 10;

    /// <summary>The calibration of some cases with scores in 0..1; null where there is no case.</summary>
    /// <exception cref="ArgumentException">A score is not in 0..1.</exception>
    public static Calibration? Of(IReadOnlyCollection<ScoredCase> cases)
    {
        if (cases.Any(scored => !(scored.Score is >= 0 and <= 1)))
            throw new ArgumentException("Only scores from 0 to 1 can be calibrated.", nameof(cases));
        if (cases.Count == 0)
            return null;
        CalibrationBin[] bins = [.. cases
            .GroupBy(scored => Math.Min((int)(scored.Score * Count), Count - 1))
            .OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(
                bin.Average(scored => scored.Score), new Proportion(bin.Count(scored => scored.Positive), bin.Count())))];
        return new Calibration(
            bins,
            bins.Sum(bin => bin.Positive.Trials * Math.Abs(bin.MeanScore - bin.Positive.Value!.Value)) / cases.Count,
            cases.Average(scored => Math.Pow(scored.Score - (scored.Positive ? 1 : 0), 2)));
    }
}

/// <summary>Cases of similar score.</summary>
/// <param name="MeanScore">Their mean score, 0..1.</param>
/// <param name="Positive">How many of them are positive.</param>
public readonly record struct CalibrationBin(double MeanScore, Proportion Positive);
