using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>The report of a study that ends without an analysis.</summary>
internal sealed class ConcludeStep(SourceStudies sources, LoadedModel model, IArtifactStore work)
{
    public async Task<StepResult<StudyOutcome>> RunAsync(ConcludeRequest request, CancellationToken cancellation)
    {
        var source = await sources.GetAsync(request.Study.Upload, cancellation);
        var report = new ReportBuilder(request.Study, source, model).Concluded(request);
        await work.WriteAsync(
            WorkArtifacts.Report(request.Study.InstanceId), (stream, token) => ReportJson.WriteAsync(report, stream, token), cancellation);
        return report.ToOutcome(ResultPath.Of(source, request.Study));
    }
}
