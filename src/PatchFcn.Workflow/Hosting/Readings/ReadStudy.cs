namespace PatchFcn.Workflow.Hosting.Readings;

/// <summary>A study that a reader has judged.</summary>
/// <param name="Study">Its name in paths, a hash.</param>
/// <param name="Run">The run that was judged.</param>
/// <param name="Verdict">The verdict that counts.</param>
public sealed record ReadStudy(string Study, FinishedStudy Run, StoredVerdict Verdict)
{
    /// <summary>How many a scanner's list has at most; all are in the CSV.</summary>
    public const int Listed = 200;

    /// <summary>Those of the studies that were judged, the newest verdict first.</summary>
    internal static IReadOnlyList<ReadStudy> Of(IEnumerable<ListedStudy> studies) =>
    [
        .. studies.Where(study => study.Judgement is not null)
            .Select(study => new ReadStudy(study.Study, study.Run, study.Judgement!))
            .OrderByDescending(it => it.Verdict.GivenUtc),
    ];
}
