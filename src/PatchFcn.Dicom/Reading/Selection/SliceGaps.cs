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

    /// <summary>A gap is a hole when it is wider than this many spacings, and than this many thicknesses.</summary>
    private const double HoleSpacings = 1.5;
    private const double HoleThicknesses = 1.2;

    private const double EvenShare = 0.05;
    private const double EvenMm = 0.05;

    public bool AreTooLarge => Largest > LargestGapMm || Missing > Math.Max(1, LargestMissingShare * SliceCount);

    /// <summary>
    /// Sequential scans have thin slices at the base and thick ones above: a wide gap between slices that are as thick is no hole.
    /// </summary>
    public static SliceGaps Measure(SeriesCandidate candidate)
    {
        var slices = candidate.Positions
            .Select(position => (position.HeightMm, Thickness: position.Frames[0].Thickness ?? candidate.Thickness))
            .ToArray();
        var (missing, smallest, largest, uneven) = (0, double.MaxValue, 0.0, false);
        for (var i = 1; i < slices.Length; i++)
        {
            var gap = slices[i].HeightMm - slices[i - 1].HeightMm;
            var thickness = (slices[i].Thickness + slices[i - 1].Thickness) / 2;
            var isHole = gap > HoleSpacings * candidate.Spacing && gap > HoleThicknesses * thickness;
            var steps = isHole ? Math.Round(gap / candidate.Spacing) : 1;
            missing += (int)steps - 1;
            uneven |= Math.Abs(gap - steps * candidate.Spacing) > Math.Max(EvenMm, EvenShare * candidate.Spacing);
            (smallest, largest) = (Math.Min(smallest, gap), Math.Max(largest, gap));
        }
        return new SliceGaps(missing, smallest, largest, uneven, slices.Length);
    }

    /// <summary>The figures in one sentence.</summary>
    public string Describe() => Missing > 0
        ? Invariant($"{Missing} of {SliceCount + Missing} slices seem to be missing; the widest gap is {Largest:0.0} mm.")
        : Invariant($"They lie {Smallest:0.0} to {Largest:0.0} mm apart.");
}
