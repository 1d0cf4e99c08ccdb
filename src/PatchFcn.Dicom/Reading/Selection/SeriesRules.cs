using PatchFcn.Core;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>Which series can be analysed, and which of them is preferred.</summary>
internal static class SeriesRules
{
    private const int FewestSlices = 8;
    private const double ShortestExtentMm = 60;
    private const double WholeHeadMm = 110;
    private const double ThinnestMm = 0.6;
    private const double ThickestMm = 6;
    private const double AdultYears = 18;
    private const int RepeatsOfPerfusion = 3;
    private const long MostVoxels = 512L * 512 * 512;

    // Thicknesses and spacings are decimal texts: 0.6 may come as 0.5999.
    private const double RoundingMm = 0.005;

    /// <summary>
    /// In this order; the first that holds is the reason why the series cannot be analysed. When no series can, the study is refused for
    /// the reason of the series that came furthest, so the order goes from what is far from a usable series to what is nearly one.
    /// </summary>
    private static readonly (ReadingReason Reason, Func<SeriesCandidate, bool> Holds)[] Rules =
    [
        (Series.NotHead, series => series.Anatomy == Anatomy.Other),
        (Series.TooFewSlices, series => series.Positions.Count < FewestSlices || series.Extent < ShortestExtentMm),
        (Series.Perfusion, series => IsRepeated(series) || Wording.NamesPerfusion(series.Description)),
        (Series.Contrast, series => series.Frames.Any(frame => frame.HasContrast) || Wording.NamesContrast(series.Description)),
        (Series.Under18, series => series.Frames.Any(frame => frame.Header.AgeYears < AdultYears)),
        (Series.BoneKernel, series => series.Kernel == KernelKind.Bone),
        (Series.Thickness, series => series.Thickness < ThinnestMm - RoundingMm
            || Math.Max(series.Thickness, series.Spacing) > ThickestMm + RoundingMm),
        (Series.VolumeTooLarge, series => series.VoxelCount > MostVoxels),
    ];

    /// <summary>How many rules there are.</summary>
    public static int Count => Rules.Length;

    /// <summary>Why a series cannot be analysed; null where no rule speaks against it.</summary>
    public static Exclusion? Exclude(SeriesCandidate series)
    {
        var index = Array.FindIndex(Rules, rule => rule.Holds(series));
        return index < 0 ? null : new Exclusion(Rules[index].Reason, index);
    }

    /// <summary>The candidates, the one that suits best first. The order is total: it does not depend on the order of files.</summary>
    public static IOrderedEnumerable<SeriesCandidate> ByPreference(IEnumerable<SeriesCandidate> candidates) => candidates
        .OrderBy(series => series.Anatomy)
        .ThenBy(series => series.Kernel)
        .ThenBy(series => CoversHead(series) ? 0 : 1)
        .ThenBy(series => Wording.NamesPartOfHead(series.Description) ? 1 : 0)
        .ThenBy(series => CountThick(series) == 0 ? 0 : 1)
        .ThenBy(series => series.Thickness is >= 2.5 - RoundingMm and <= 5 + RoundingMm ? 0 : 1)
        .ThenByDescending(series => Math.Round(series.Thickness, 1))
        .ThenBy(series => series.First.ImageType is ["DERIVED", ..] ? 1 : 0)
        .ThenByDescending(series => series.Positions.Count)
        .ThenBy(series => series.First.Header.SeriesNumber ?? int.MaxValue)
        .ThenBy(series => series.First.Header.SeriesInstanceUid, StringComparer.Ordinal)
        .ThenBy(series => series.First.AcquisitionNumber)
        .ThenBy(series => series.First.FileIndex);

    /// <summary>Whether a series is as high as an adult's head from the skull base to the vertex.</summary>
    public static bool CoversHead(SeriesCandidate series) => series.Extent >= WholeHeadMm;

    /// <summary>Slices of an accepted series that are thicker than a series may be, as in the vault of some sequential scans.</summary>
    public static int CountThick(SeriesCandidate series) => series.Positions.Count(position => position.Frames[0].Thickness > ThickestMm + RoundingMm);

    private static bool IsRepeated(SeriesCandidate series) =>
        Statistics.Median(series.Positions.Select(position => (double)position.Frames.Count)) >= RepeatsOfPerfusion;
}
