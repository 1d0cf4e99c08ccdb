using PatchFcn.Core;
using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Reading.Voxels;
using static System.FormattableString;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>What a reader should know about a stack that is analysed.</summary>
internal static class StackWarnings
{
    private const double LargestShiftMm = 1;
    private const double SquareShare = 0.01;

    /// <summary>Cosine of 45 degrees: rows and columns that point further off are mirrored or turned.</summary>
    private const double UsualDirection = 0.7;

    public static IEnumerable<StudyWarning> Of(SeriesCandidate series, VolumeGeometry geometry, SliceGaps gaps, int conflicts)
    {
        if (gaps.Missing > 0)
            yield return Warnings.MissingSlices.ToWarning(gaps.Describe());
        if (gaps.AreUneven)
            yield return Warnings.UnevenSpacing.ToWarning(gaps.Describe());
        if (SeriesRules.CountThick(series) is > 0 and var thick)
            yield return Warnings.ThickSlices.ToWarning($"{thick} of {series.Positions.Count} slices are concerned.");
        if (conflicts > 0)
            yield return Warnings.ConflictingSlices.ToWarning();
        if (Math.Abs(geometry.RowSpacing / geometry.ColumnSpacing - 1) > SquareShare)
            yield return Warnings.NonSquarePixels.ToWarning();
        if (geometry.RowDirection.X < UsualDirection || geometry.ColumnDirection.Y < UsualDirection)
            yield return Warnings.UnusualOrientation.ToWarning();
        if (LargestShift(geometry) is > LargestShiftMm and var shift)
            yield return Warnings.ShiftedSlices.ToWarning(Invariant($"The largest shift is {shift:0.0} mm."));
        if (series.Frames.Any(frame => frame.Header.IsLossy))
            yield return Warnings.LossyCompression.ToWarning();
        if (series.Frames.Any(frame => PaddingRange.Of(frame.Encoding)?.CoversTissue(frame.Encoding) == true))
            yield return Warnings.PaddingIgnored.ToWarning();
        if (series.Kernel == KernelKind.Unknown)
            yield return Warnings.UnknownKernel.ToWarning();
        if (series.Anatomy == Anatomy.Unnamed)
            yield return Warnings.AnatomyNotNamed.ToWarning();
        if (series.First.Header.AgeYears is null)
            yield return Warnings.UnknownAge.ToWarning();
        if (!SeriesRules.CoversHead(series))
            yield return Warnings.ShortCoverage.ToWarning(Invariant($"It covers {series.Extent:0} mm."));
    }

    /// <summary>How far any slice lies beside the line from its lower neighbour along the median shear of the stack, mm.</summary>
    private static double LargestShift(VolumeGeometry geometry)
    {
        var steps = geometry.SliceOrigins.Zip(geometry.SliceOrigins.Skip(1), (below, above) => above - below).ToArray();
        return Math.Max(Along(geometry.RowDirection), Along(geometry.ColumnDirection));

        double Along(Vector3D direction)
        {
            var shear = Statistics.Median(steps.Select(step => Vector3D.Dot(step, direction) / Vector3D.Dot(step, geometry.Normal)));
            return steps.Max(step => Math.Abs(Vector3D.Dot(step, direction) - shear * Vector3D.Dot(step, geometry.Normal)));
        }
    }
}
