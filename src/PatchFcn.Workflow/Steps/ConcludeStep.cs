using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>The report of a study that ends without an analysis. How it ended stands where that was told already; an alarm stands, whether it was raised in this run or in one before that was broken off.</summary>
internal sealed class ConcludeStep(SourceStudies sources, LoadedModel model, IArtifactStore work, StudyAlerts? alerts)
{
    public async Task<StepResult<StudyOutcome>> RunAsync(ConcludeRequest request, CancellationToken cancellation)
    {
        if (alerts is not null && await alerts.ToldEndAsync(request.Study.InstanceId, cancellation) is { } told)
            return told;
        var source = await sources.GetAsync(request.Study, cancellation);
        var resultPath = ResultPath.Of(source, request.Study);
        var alarm = request.Alarm ?? (alerts is null ? null : await alerts.RaisedAsync(request.Study.InstanceId, resultPath, cancellation));
        var report = new ReportBuilder(request.Study, source, model).Concluded(request with { Alarm = alarm });
        await work.WriteReportAsync(request.Study.InstanceId, report, cancellation);
        return report.ToOutcome(resultPath);
    }
}
