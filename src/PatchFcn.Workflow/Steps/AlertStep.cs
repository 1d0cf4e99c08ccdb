using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow.Steps;

/// <summary>Tells of a study: queued and kept here, delivered by the host. Without alerts, as for a study on the command line, nobody is told.</summary>
internal sealed class AlertStep(StudyAlerts? alerts)
{
    public async Task<StepResult<AlertTold>> RunAsync(AlertRequest request, CancellationToken cancellation)
    {
        if (alerts is null)
            return new AlertTold(false);
        if (request.Outcome is { } outcome)
            await alerts.ConcludeAsync(request.Study, outcome, cancellation);
        else
            await alerts.RaiseAsync(request.Study, request.ResultPath, request.Alarm!, cancellation);
        return new AlertTold(true);
    }
}
