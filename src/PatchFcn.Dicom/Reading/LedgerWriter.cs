using PatchFcn.Dicom.Reading.Frames;
using PatchFcn.Dicom.Reading.Sources;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading;

/// <summary>Accounts for every file.</summary>
internal static class LedgerWriter
{
    public static IReadOnlyList<LedgerEntry> Write(
        IReadOnlyList<InspectedFile> files, IReadOnlyDictionary<CtFrame, ReadingReason> verdicts, bool isRefused) =>
        [.. files.Select(file => file.Problem is { } problem
            ? new LedgerEntry(file.LedgerName, false, problem.Reason.Name, problem.Sentence, file.Sha256)
            : Account(file, [.. file.Frames.Select(frame => verdicts[frame])], isRefused))];

    /// <summary>
    /// Why no file of a ledger is used: the reason where it is the same for all, or else how many files each reason concerns.
    /// </summary>
    public static string Summarize(IReadOnlyList<LedgerEntry> ledger)
    {
        if (ledger.Select(entry => entry.Sentence).Distinct().Count() == 1)
            return ledger[0].Sentence;
        var counts = ledger.CountBy(entry => entry.Reason).OrderByDescending(count => count.Value);
        return $"Of {ledger.Count} files: {string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"))}.";
    }

    private static LedgerEntry Account(InspectedFile file, IReadOnlyList<ReadingReason> frames, bool isRefused)
    {
        var used = frames.Count(reason => reason == Files.Used);
        var reason = used == 0 ? frames.CountBy(reason => reason).MaxBy(count => count.Value).Key
            : isRefused ? Images.StudyRefused
            : Files.Used;
        var sentence = used > 0 && used < frames.Count ? $"{reason.Sentence} {used} of {frames.Count} frames." : reason.Sentence;
        return new LedgerEntry(file.LedgerName, reason == Files.Used, reason.Name, sentence, file.Sha256);
    }
}
