using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Html;

/// <summary>The score of every slice as bars in a box of 1000 by 100, inferior at the left.</summary>
/// <param name="Bars">One for every slice.</param>
/// <param name="Step">Distance between bars.</param>
/// <param name="ThresholdY">Height of the operating point's line.</param>
internal sealed record ScoreChart(IReadOnlyList<ScoreChart.Bar> Bars, double Step, double ThresholdY)
{
    private const double Width = 1000;
    private const double Height = 100;

    /// <summary>The chart of a report; null where no slice was scored.</summary>
    internal static ScoreChart? Of(StudyReport report)
    {
        if (!report.Slices.Any(slice => slice.Score is not null))
            return null;
        var step = Width / report.Slices.Count;
        var threshold = report.OperatingPoint.Threshold;
        var bars = report.Slices.Select((slice, place) => new Bar(
            slice.Index, place * step, step * 0.8, Height * (slice.Score ?? 0), slice.Score is not null, slice.Score >= threshold, slice.AreaMm2 > 0));
        return new([.. bars], step, Height * (1 - threshold));
    }

    /// <summary>Whether there is a slice that was not scored.</summary>
    public bool HasUnscored => Bars.Any(bar => !bar.Scored);

    /// <summary>One bar.</summary>
    /// <param name="Slice">Index of the slice.</param>
    /// <param name="X">Left edge.</param>
    /// <param name="Width">Width.</param>
    /// <param name="Height">Height.</param>
    /// <param name="Scored">Whether the slice was scored: where it was not, nothing is known, which is not a score of 0.</param>
    /// <param name="Over">Whether the score reaches the operating point.</param>
    /// <param name="Marked">Whether pixels are marked on the slice.</param>
    internal sealed record Bar(int Slice, double X, double Width, double Height, bool Scored, bool Over, bool Marked)
    {
        /// <summary>Upper edge.</summary>
        public double Y => ScoreChart.Height - Height;
    }
}
