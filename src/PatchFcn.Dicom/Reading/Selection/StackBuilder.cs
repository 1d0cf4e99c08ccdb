using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Reading.Frames;
using PatchFcn.Dicom.Reading.Voxels;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>Makes a stack of a candidate: one slice at each position, gaps looked at.</summary>
/// <param name="pixels">Looks at pixels where headers do not suffice.</param>
internal sealed class StackBuilder(PixelProbe pixels)
{
    /// <summary>Share of the slices that may be in conflict.</summary>
    private const double LargestConflictShare = 0.1;

    /// <summary>
    /// Builds the stack, or says why it cannot be built. Images that are left out are added to <paramref name="verdicts"/>.
    /// </summary>
    public (SliceStack? Stack, Exclusion? Exclusion) Build(SeriesCandidate candidate, Dictionary<CtFrame, ReadingReason> verdicts)
    {
        if (pixels.FindProblem(candidate.First) is { } problem)
            return (null, new Exclusion(problem.Reason, SeriesRules.Count, problem.Particulars));

        var conflicts = ThinOut(candidate, verdicts);
        if (conflicts > Math.Max(1, LargestConflictShare * candidate.Positions.Count))
            return (null, new Exclusion(Series.SlicesConflict, SeriesRules.Count, $"{conflicts} images are concerned."));

        var gaps = SliceGaps.Measure(candidate);
        if (gaps.AreTooLarge)
            return (null, new Exclusion(Series.SlicesMissing, SeriesRules.Count, gaps.Describe()));

        CtFrame[] frames = [.. candidate.Positions.Select(position => position.Frames[0])];
        if (IsRescaleMixed(frames))
            return (null, new Exclusion(Series.MixedRescale, SeriesRules.Count));

        var plane = candidate.Plane;
        var geometry = new VolumeGeometry(
            plane.Rows, plane.Columns, plane.RowSpacing, plane.ColumnSpacing, plane.RowDirection, plane.ColumnDirection,
            [.. frames.Select(frame => frame.Plane!.Origin)], candidate.Thickness);
        return (new SliceStack(frames, geometry, [.. StackWarnings.Of(candidate, geometry, gaps, conflicts)]), null);
    }

    /// <summary>
    /// Where files do not say how values become HU, that is assumed for the volume as a whole: then all slices must be stored alike, or
    /// some would be read wrong by the intercept.
    /// </summary>
    private static bool IsRescaleMixed(CtFrame[] frames) =>
        frames.Any(frame => !frame.Encoding.IsRescaled)
        && frames.Select(frame => frame.Encoding with { Padding = null, PaddingLimit = null }).Distinct().Skip(1).Any();

    /// <summary>Leaves the first slice at each position, and counts those among the others that show something else.</summary>
    private int ThinOut(SeriesCandidate candidate, Dictionary<CtFrame, ReadingReason> verdicts)
    {
        var conflicts = 0;
        foreach (var position in candidate.Positions)
            foreach (var frame in position.Frames.Skip(1))
            {
                var isDuplicate = pixels.AreEqual(position.Frames[0], frame);
                verdicts[frame] = isDuplicate ? Images.Duplicate : Images.ConflictingSlice;
                conflicts += isDuplicate ? 0 : 1;
            }
        return conflicts;
    }
}
