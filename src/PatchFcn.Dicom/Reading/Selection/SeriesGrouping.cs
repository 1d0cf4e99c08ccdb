using PatchFcn.Dicom.Reading.Frames;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>Shares axial images out into candidates, whatever their files and series numbers.</summary>
internal static class SeriesGrouping
{
    /// <summary>Orientations told apart in one series: hostile files have thousands, and each is compared with each.</summary>
    private const int MostParts = 64;

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
    /// Two scans of the same slices in one series, before and after contrast for example, are told apart by their acquisition number. Two that only meet, base and vault for
    /// example, are one head.
    /// </summary>
    private static IEnumerable<SeriesCandidate> SplitAcquisitions(SeriesCandidate candidate)
    {
        if (candidate.Positions.Count == candidate.Frames.Count)
            return [candidate];
        var acquisitions = candidate.Frames
            .GroupBy(frame => frame.AcquisitionNumber)
            .Select(frames => new SeriesCandidate([.. frames]))
            .ToList();
        var shared = candidate.Frames.Count - candidate.Positions.Count;
        return acquisitions.Count == 2 && acquisitions.TrueForAll(acquisition => acquisition.Positions.Count == acquisition.Frames.Count && 2 * shared >= acquisition.Frames.Count)
            ? acquisitions
            : [candidate];
    }
}
