using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Results;

/// <summary>
/// The report of a study as an artifact: put together by one step, written out by others. What tells which study it is, is left out and put back from the upload where the
/// report is read: nothing between the steps identifies anybody.
/// </summary>
internal static class ReportArtifact
{
    public static Task WriteReportAsync(this IArtifactStore work, string instance, StudyReport report, CancellationToken cancellation) =>
        work.WriteAsync(WorkArtifacts.Report(instance), (stream, token) => ReportJson.WriteAsync(ReportIdentity.Without(report), stream, token), cancellation);

    public static async Task<StudyReport> ReadReportAsync(this IArtifactStore work, string instance, SourceStudy source, CancellationToken cancellation)
    {
        await using var stream = await work.OpenReadAsync(WorkArtifacts.Report(instance), cancellation);
        return ReportIdentity.With(await ReportJson.ReadAsync(stream, cancellation), source);
    }
}
