using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Html;

/// <summary>Files that share their fate.</summary>
/// <param name="Count">Number of files.</param>
/// <param name="Used">Whether they are part of the analysed series.</param>
/// <param name="Reason">Why.</param>
internal sealed record LedgerGroup(int Count, bool Used, string Reason)
{
    /// <summary>The groups of a ledger: what was used first, then by falling count.</summary>
    internal static IReadOnlyList<LedgerGroup> Of(IReadOnlyList<ReportedFile> ledger) =>
    [
        .. ledger.GroupBy(file => (file.Used, file.Reason))
            .Select(group => new LedgerGroup(group.Count(), group.Key.Used, group.Key.Reason))
            .OrderByDescending(group => group.Used)
            .ThenByDescending(group => group.Count),
    ];
}
