namespace PatchFcn.Reporting.Reports;

/// <summary>Which finding to look at first, and which slices show it best.</summary>
internal static class Evidence
{
    /// <summary>The finding whose score, that of the patch that stands for it, is the highest; of equals the larger one. The list stays in the order of volumes.</summary>
    internal static ReportedFinding Foremost(StudyReport report) => report.Findings!.MaxBy(finding => finding.TopPatch?.Score ?? 0)!;

    /// <summary>The finding to look at first and the largest others, in the order of the list.</summary>
    /// <param name="report">A report with or without findings.</param>
    /// <param name="count">How many at most.</param>
    internal static IReadOnlyList<ReportedFinding> Shown(StudyReport report, int count)
    {
        if (report.Findings is not { Count: > 0 } findings)
            return [];
        var foremost = Foremost(report);
        return findings.Take(count).Contains(foremost) ? [.. findings.Take(count)] : [.. findings.Take(count - 1), foremost];
    }

    /// <summary>Index of the slice to look at: that of the patch that stands for the finding, or else the middle one.</summary>
    internal static int BestSlice(ReportedFinding finding) => Math.Clamp(
        finding.TopPatch?.Slice ?? (finding.Slices.First + finding.Slices.Last) / 2, finding.Slices.First, finding.Slices.Last);

    /// <summary>A slice between its neighbours; at an end of the stack the three slices there. Fewer only where the stack has no more.</summary>
    internal static IReadOnlyList<int> Around(int best, int sliceCount) =>
        [.. Enumerable.Range(Math.Clamp(best - 1, 0, Math.Max(0, sliceCount - 3)), Math.Min(3, sliceCount))];
}
