using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>One format of the result. Each has its writer, entered here.</summary>
internal sealed class WriteResultStep
{
    private readonly IArtifactStore _results;
    private readonly Dictionary<ResultFormat, ResultWriter> _writers;

    public WriteResultStep(SourceStudies sources, AggregatedStudies studies, LoadedModel model, IArtifactStore results)
    {
        _results = results;
        var reports = new ReportResults(studies);
        var dicom = new DicomResults(sources, studies, model);
        _writers = new()
        {
            [ResultFormat.Json] = reports.WriteJsonAsync,
            [ResultFormat.Html] = reports.WriteHtmlAsync,
            [ResultFormat.Fhir] = reports.WriteFhirAsync,
            [ResultFormat.Overlays] = reports.WriteOverlaysAsync,
            [ResultFormat.Probability] = reports.WriteProbabilityAsync,
            [ResultFormat.Segmentation] = dicom.WriteSegmentationAsync,
            [ResultFormat.Measurements] = dicom.WriteMeasurementsAsync,
            [ResultFormat.KeyObjects] = dicom.WriteKeyObjectsAsync,
            [ResultFormat.Captures] = dicom.WriteCapturesAsync,
            [ResultFormat.Fractional] = dicom.WriteFractionalAsync,
        };
    }

    private delegate Task ResultWriter(StudyRequest study, ResultFiles files, CancellationToken cancellation);

    public async Task<StepResult<WrittenResult>> RunAsync(WriteRequest request, CancellationToken cancellation)
    {
        var files = new ResultFiles(_results, request.ResultPath);
        await _writers[request.Format](request.Study, files, cancellation);
        return files.Written;
    }
}
