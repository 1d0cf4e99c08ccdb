using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Html;

/// <summary>Which slices show a finding best.</summary>
internal static class Evidence
{
    /// <summary>Index of the slice to look at: that of the patch that stands for the finding, or else the middle one.</summary>
    internal static int BestSlice(ReportedFinding finding) => Math.Clamp(
        finding.TopPatch?.Slice ?? (finding.Slices.First + finding.Slices.Last) / 2, finding.Slices.First, finding.Slices.Last);

    /// <summary>The best slice between its neighbours, as far as there are any.</summary>
    internal static IReadOnlyList<int> Strip(ReportedFinding finding, int sliceCount) =>
        Around(BestSlice(finding), sliceCount);

    /// <summary>A slice between its neighbours, as far as there are any.</summary>
    internal static IReadOnlyList<int> Around(int best, int sliceCount) =>
        [.. Enumerable.Range(best - 1, 3).Where(slice => slice >= 0 && slice < sliceCount)];
}
