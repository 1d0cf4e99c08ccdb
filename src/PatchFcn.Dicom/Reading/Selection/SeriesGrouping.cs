using PatchFcn.Dicom.Reading.Frames;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>Shares axial images out into candidates, whatever their files and series numbers.</summary>
internal static class SeriesGrouping
{
    /// <summary>Orientations told apart in one series: hostile files have thousands, and each is compared with each.</summary>
    private const int MostParts = 64;

    /// <summary>Distance of slices, in thicknesses, beyond which they leave gaps.</summary>
    private const double LargestStep = 1.5;

    /// <summary>
    /// One candidate for each series, frame of reference and kernel: the largest part with one matrix, pixel spacing and orientation. The
    /// images of the other parts are added to <paramref name="verdicts"/>.
    /// </summary>
    public static List<SeriesCandidate> Group(IEnumerable<CtFrame> frames, Dictionary<CtFrame, ReadingReason> verdicts)
    {
        var candidates = new List<SeriesCandidate>();
        foreach (var series in frames.GroupBy(IdentityOf))
        {
            var largest = Parallel(series).MaxBy(part => part.Count)!;
            foreach (var frame in series.Except(largest))
                verdicts[frame] = ReadingCatalogue.Images.OtherGeometry;
            candidates.AddRange(SplitAcquisitions(new SeriesCandidate(largest)));
        }
        return candidates;
    }

    private static (string Study, string Series, string FrameOfReference, string Kernel) IdentityOf(CtFrame frame) =>
        (frame.Header.StudyInstanceUid, frame.Header.SeriesInstanceUid, frame.Header.FrameOfReferenceUid, string.Join('\\', frame.Kernel));

    private static List<List<CtFrame>> Parallel(IEnumerable<CtFrame> frames)
    {
        var parts = new List<List<CtFrame>>();
        foreach (var frame in frames)
        {
            var part = parts.Find(part => part[0].Plane!.IsParallelTo(frame.Plane!));
            if (part is not null)
                part.Add(frame);
            else if (parts.Count < MostParts)
                parts.Add([frame]);
        }
        return parts;
    }

    /// <summary>
    /// Two scans of the same part in one series, before and after contrast or again because the head moved, are told apart by their acquisition number, at the same heights or not. Two that only
    /// meet, base and vault for example, are one head.
    /// </summary>
    private static IEnumerable<SeriesCandidate> SplitAcquisitions(SeriesCandidate candidate)
    {
        var acquisitions = candidate.Frames.GroupBy(frame => frame.AcquisitionNumber).ToList();
        if (acquisitions.Count != 2)
            return [candidate];
        var (one, other) = (new SeriesCandidate([.. acquisitions[0]]), new SeriesCandidate([.. acquisitions[1]]));
        return IsRepeated(candidate, one, other) && IsRepeated(candidate, other, one) ? [one, other] : [candidate];
    }

    /// <summary>Whether a scan has one slice at each height, is seen again in the other over half its height, and does not need it: every second slice is no scan by itself.</summary>
    private static bool IsRepeated(SeriesCandidate both, SeriesCandidate scan, SeriesCandidate other)
    {
        var shared = Math.Min(scan.Positions[^1].HeightMm, other.Positions[^1].HeightMm) - Math.Max(scan.Positions[0].HeightMm, other.Positions[0].HeightMm);
        return scan.Positions.Count == scan.Frames.Count
            && 2 * shared >= scan.Positions[^1].HeightMm - scan.Positions[0].HeightMm
            && (scan.Spacing <= LargestStep * scan.Thickness || both.Positions.Count < both.Frames.Count);
    }
}
