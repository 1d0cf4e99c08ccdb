using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Workflow.Results;

/// <summary>A report in a few words.</summary>
internal static class ReportOutcome
{
    public static StudyOutcome ToOutcome(this StudyReport report, string resultPath) => new(
        report.Status,
        resultPath,
        report.ReasonName is { } name ? new Refusal(name, report.Reason!) : null,
        report.Score,
        report.Positive,
        report.VolumeMl)
    {
        Scanner = report.Study.Scanner,
        Findings = report.Findings?.Count,
        InPart = CoverageGaps.IsInPart(report),
        Threshold = report.OperatingPoint.Threshold,
        Model = new(report.Model.Name, report.Model.Version, report.Model.IntendedUse),
    };
}
