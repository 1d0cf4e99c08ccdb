using PatchFcn.Core;
using static System.FormattableString;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>The distances between the slices of a candidate.</summary>
/// <param name="Missing">Slices that seem to be missing.</param>
/// <param name="Smallest">Smallest distance, mm.</param>
/// <param name="Largest">Largest distance, mm.</param>
/// <param name="AreUneven">Whether distances differ otherwise than by missing slices.</param>
/// <param name="SliceCount">Slices there are.</param>
internal sealed record SliceGaps(int Missing, double Smallest, double Largest, bool AreUneven, int SliceCount)
{
    /// <summary>Share of the slices that may be missing.</summary>
    private const double LargestMissingShare = 0.1;

    /// <summary>A distance that is never tolerated, mm: more than one missing slice of 6 mm.</summary>
    private const double LargestGapMm = 12.5;

    /// <summary>A gap is a hole when it is wider than this many steps of slices as thick, and than this many thicknesses.</summary>
    private const double HoleSteps = 1.5;
    private const double HoleThicknesses = 1.2;

    /// <summary>Gaps that tell the step of slices as thick; fewer may be holes themselves.</summary>
    private const int FewestGaps = 3;

    private const double EvenShare = 0.05;
    private const double EvenMm = 0.05;

    public bool AreTooLarge => Largest > LargestGapMm || Missing > Math.Max(1, LargestMissingShare * SliceCount);

    /// <summary>
    /// Sequential scans have thin slices at the base and thick ones above: every gap is judged by the step of slices as thick, at the seam by the mean of both.
    /// </summary>
    public static SliceGaps Measure(SeriesCandidate candidate)
    {
        var gaps = candidate.Positions
            .Zip(candidate.Positions.Skip(1), (below, above) => new Gap(Thickness(below), Thickness(above), above.HeightMm - below.HeightMm))
            .ToList();
        var steps = gaps
            .Where(gap => gap.Below == gap.Above).GroupBy(gap => gap.Below).Where(alike => alike.Count() >= FewestGaps)
            .ToDictionary(alike => alike.Key, alike => Statistics.Median(alike.Select(gap => gap.Mm)));
        var (missing, uneven) = (0, false);
        foreach (var gap in gaps)
        {
            var step = (Step(gap.Below) + Step(gap.Above)) / 2;
            var isHole = gap.Mm > HoleSteps * step && gap.Mm > HoleThicknesses * (gap.Below + gap.Above) / 2;
            var count = isHole ? Math.Round(gap.Mm / step) : 1;
            missing += (int)count - 1;
            uneven |= Math.Abs(gap.Mm - count * candidate.Spacing) > Math.Max(EvenMm, EvenShare * candidate.Spacing);
        }
        return new SliceGaps(missing, gaps.Min(gap => gap.Mm), gaps.Max(gap => gap.Mm), uneven, candidate.Positions.Count);

        double Thickness(SlicePosition position) => Math.Round(position.Frames[0].Thickness ?? candidate.Thickness, 2);
        double Step(double thickness) => steps.GetValueOrDefault(thickness, candidate.Spacing);
    }

    /// <summary>The figures in one sentence.</summary>
    public string Describe() => Missing > 0
        ? Invariant($"{Missing} of {SliceCount + Missing} slices seem to be missing; the widest gap is {Largest:0.0} mm.")
        : Invariant($"They lie {Smallest:0.0} to {Largest:0.0} mm apart.");

    /// <summary>Two slices that lie next to each other.</summary>
    /// <param name="Below">Thickness of the lower one, to a hundredth of a mm.</param>
    /// <param name="Above">That of the upper one.</param>
    /// <param name="Mm">From the middle of one to the middle of the other, mm.</param>
    private readonly record struct Gap(double Below, double Above, double Mm);
}
