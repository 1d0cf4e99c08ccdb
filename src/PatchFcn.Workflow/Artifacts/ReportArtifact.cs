using PatchFcn.Reporting.Reports;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>The report of a study as an artifact: put together by one step, written out by others.</summary>
internal static class ReportArtifact
{
    public static Task WriteReportAsync(this IArtifactStore work, string instance, StudyReport report, CancellationToken cancellation) =>
        work.WriteAsync(WorkArtifacts.Report(instance), (stream, token) => ReportJson.WriteAsync(report, stream, token), cancellation);

    public static async Task<StudyReport> ReadReportAsync(this IArtifactStore work, string instance, CancellationToken cancellation)
    {
        await using var stream = await work.OpenReadAsync(WorkArtifacts.Report(instance), cancellation);
        return await ReportJson.ReadAsync(stream, cancellation);
    }
}
